// Keeps blocks up to date: `<section id="line" data-live>`. The server gives the block of the template that has the
// name of the id; `data-from` is the address of the page, where a form may have left another one. Without this the page
// is as it was when it was opened.

const say = (node, words) => node && (node.textContent = words);

function put(node, html) {
  const focused = document.activeElement?.id;
  node.innerHTML = html; // our own template; what people wrote is escaped there
  if (focused && node.querySelector(`#${CSS.escape(focused)}`)) document.getElementById(focused).focus();
}

async function keep(node) {
  let pause = 4000;
  for (;;) {
    await new Promise((done) => setTimeout(done, pause));
    const busy = node.contains(document.activeElement) && document.activeElement.matches("input,select,textarea");
    if (document.hidden || busy) continue;
    const began = performance.now();
    try {
      const headers = { "X-Fragment": node.id, "X-Have": node.dataset.have ?? "" };
      const response = await fetch(node.dataset.from ?? location.href, { headers, redirect: "manual" });
      if (response.status === 401 || response.status === 403) return location.reload();
      if (response.status === 200) {
        put(node, await response.text());
        node.dataset.have = response.headers.get("X-Have");
        if (node.dataset.live) say(document.getElementById("news"), node.dataset.live);
      }
      pause = Math.max(4000, 250 * Math.sqrt(performance.now() - began) - 1000);
    } catch {
      pause = Math.min(pause * 2, 60000);
    }
  }
}

document.querySelectorAll("[data-live]").forEach(keep);
const from = document.querySelector("[data-from]")?.dataset.from;
sessionStorage.setItem("page", from ?? location.pathname + location.search); // for the door inside of Telegram
