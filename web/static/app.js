// The page that Telegram opens: hands over what Telegram says of who opened it, and goes to the page she left, or to
// the one that the button names.

const post = (kind, data = {}) => {
  const bridge = window.TelegramWebviewProxy;
  if (bridge) bridge.postEvent(kind, JSON.stringify(data));
  else if (window.external && "notify" in window.external) window.external.notify(JSON.stringify({ eventType: kind, eventData: data }));
  else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType: kind, eventData: data }), "https://web.telegram.org");
};

const said = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData") ?? "";
const to = new URLSearchParams(location.search).get("to") ?? "";
history.replaceState(null, "", location.pathname); // it lets her in: it stays in no history and no address
post("web_app_ready");
post("web_app_expand");

const show = (id) => { for (const each of ["wait", "no"]) document.getElementById(each).hidden = each !== id; };

const response = await fetch("/desk/app", { method: "POST", body: new URLSearchParams({ said }) }).catch(() => null);
const kept = response?.ok && (await fetch("/desk/in-here")).ok; // some clients take no cookie in a frame
if (kept) {
  const left = (sessionStorage.getItem("to") ?? "") === to ? sessionStorage.getItem("page") : null; // it was only loaded anew
  sessionStorage.setItem("to", to);
  location.replace(left ?? (to.startsWith("/desk/") ? to : "/desk/"));
} else show("no");
