// Sends a form while it is being typed, without its files: `data-preview="/address" data-into="id"` shows what the server makes of it,
// `data-keep="/address"` has the server keep it. Neither does what the button does.

const later = (work, pause) => {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(work, pause); };
};

for (const form of document.querySelectorAll("form[data-preview]")) {
  let number = 0;
  const show = async () => {
    const mine = ++number;
    const response = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (mine === number && response.ok) document.getElementById(form.dataset.into).innerHTML = await response.text();
  };
  form.addEventListener("input", later(show, 300));
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const kept = form.querySelector("[data-kept]");
  let changed = false;
  let sent = false;
  const keep = async (leaving) => {
    if (!changed || sent) return;
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.dataset.keep, { method: "POST", body, keepalive: leaving }).catch(() => null);
    if (!response?.ok) changed = true;
    else if (kept) kept.textContent = await response.text();
  };
  const soon = later(() => keep(false), 2000);
  form.addEventListener("input", () => { changed = true; soon(); });
  form.addEventListener("submit", () => { sent = true; });
  document.addEventListener("visibilitychange", () => document.hidden && keep(true)); // WebViews end without a word
}
