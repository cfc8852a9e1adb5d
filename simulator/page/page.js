// The chat page: shows what the chosen person sees, and does what she does.
// The server pushes everything; nothing is asked for twice, and nothing that people wrote is ever taken for HTML.

import { formatted } from "/static/formatting.js";

const $ = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

const state = { people: [], chats: {}, bot: {} };
const unread = new Map();
const drafts = new Map();
const typing = new Map();
let person = null;
let chat = null;
let starting = false; // the button was pressed, its message is not there yet
let about = null; // { kind: "reply" | "edit", message }
let tapped = 0; // the message whose button was pressed last, until another one comes
let seen = 0; // the message that is kept in sight, until the person looks elsewhere
const nodes = new Map(); // what the log shows, by message: what did not change is not touched, and not read aloud again

// What the server says

const source = new EventSource("/events");
source.addEventListener("state", (event) => {
  Object.assign(state, JSON.parse(event.data));
  document.title = state.bot.first_name;
  const known = state.people.find((each) => each.id === person?.id) ?? state.people[0];
  choosePerson(known, chat && known.chats.includes(chat.id) ? chat.id : known.id);
});
const on = (kind, take) => source.addEventListener(kind, (event) => {
  const { chat: id, data } = JSON.parse(event.data);
  $("log").ariaLive = "polite"; // from now on it is news
  take(state.chats[id], data, id);
});
on("message", (where, message) => {
  where.messages.push(message);
  typing.delete(where.id);
  if (where === chat) {
    tapped = 0;
    draw(message);
    takePrompt(message);
    return;
  }
  for (const each of state.people) {
    if (each !== person && each.chats.includes(where.id) && message.from.id !== each.id) {
      unread.set(each.id, (unread.get(each.id) ?? 0) + 1);
    }
  }
  drawPeople();
  drawChats();
});
on("edited", (where, message) => {
  const place = where.messages.findIndex((each) => each.message_id === message.message_id);
  if (place >= 0) where.messages[place] = message;
  if (where === chat) draw(tapped === message.message_id ? message : null);
});
on("deleted", (where, { message_id }) => {
  where.messages = where.messages.filter((each) => each.message_id !== message_id);
  if (where === chat) draw();
});
on("typing", (where) => {
  clearTimeout(typing.get(where.id));
  typing.set(where.id, setTimeout(() => { typing.delete(where.id); drawHeader(); }, 4000));
  drawHeader();
});
on("answered", (_where, answer, id) => {
  document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  if (id !== person?.id || !answer.text) return;
  if (answer.show_alert) {
    $("alert").querySelector("p").textContent = answer.text;
    $("alert").showModal();
  } else {
    toast(answer.text);
  }
});
on("commands", (where, { commands }) => { where.commands = commands; if (where === chat) drawCommands(); });

// What a person does

async function act(deed) {
  const body = JSON.stringify({ person: person.id, chat: chat.id, ...deed });
  const response = await fetch("/act", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  const result = await response.json().catch(() => ({ error: response.statusText }));
  if (!response.ok) toast(`Не вийшло: ${result.error}`);
  return response.ok ? result : null;
}

async function send(text) {
  if (!text.trim()) return;
  const to = about;
  setAbout(null); // before it is sent: the answer may be a prompt, which opens the bar again
  if (to?.kind === "edit") {
    await act({ do: "edit", message: to.message.message_id, text });
  } else {
    await act({ do: "send", text, reply_to: to?.message.message_id });
  }
}

function forward(message) {
  const from = chat.id;
  choosePerson(person, person.id);
  return act({ do: "forward", from, message: message.message_id });
}

function open(url) {
  const address = new URL(url, location.href);
  if (address.hostname === "t.me" && address.pathname.slice(1).toLowerCase() === state.bot.username.toLowerCase()) {
    choosePerson(person, person.id);
    act({ do: "start", payload: address.searchParams.get("start") ?? "" });
  } else if (address.protocol === "https:" || address.protocol === "http:") {
    window.open(address, "_blank", "noopener");
  }
}

function press(button, message, node) {
  if (button.url) return open(button.url);
  if ("switch_inline_query" in button || "switch_inline_query_current_chat" in button) {
    $("text").value = `@${state.bot.username} ${button.switch_inline_query ?? button.switch_inline_query_current_chat}`;
    $("text").focus();
    return offer();
  }
  tapped = message.message_id;
  node.setAttribute("aria-busy", "true");
  return act({ do: "press", message: message.message_id, data: button.callback_data });
}

let asking = 0;
async function offer() {
  const match = $("text").value.match(/^@(\S+)\s(.*)$/s);
  if (!match || match[1].toLowerCase() !== state.bot.username.toLowerCase()) {
    $("results").hidden = true;
    return;
  }
  const number = ++asking;
  await new Promise((done) => setTimeout(done, 250)); // one question per pause in typing
  if (number !== asking) return;
  const results = await act({ do: "inline", query: match[2].trim() });
  if (number !== asking || !results) return;
  $("results").replaceChildren(...results.map((result, index) => make("li", {}, make("button", {
    type: "button",
    onclick: async () => {
      $("text").value = "";
      $("results").hidden = true;
      await act({ do: "choose", number: index });
      $("text").focus();
    },
  }, make("strong", { textContent: result.title }), make("span", { textContent: result.description })))));
  $("results").hidden = results.length === 0;
}

// What is seen

function choosePerson(next, chatId) {
  if (person && chat) drafts.set(`${person.id}/${chat.id}`, $("text").value);
  person = next;
  chat = state.chats[chatId];
  unread.delete(person.id);
  setAbout(null);
  $("text").value = drafts.get(`${person.id}/${chat.id}`) ?? "";
  $("results").hidden = true;
  drawPeople();
  drawChats();
  drawCommands();
  drawExamples();
  nodes.clear();
  $("log").ariaLive = "off"; // what was written before is not news
  draw(chat.messages.at(-1));
  takePrompt(chat.messages.at(-1));
}

function drawPeople() {
  $("people").replaceChildren(...state.people.map((each, index) => {
    const count = unread.get(each.id);
    const [first, ...rest] = each.name.split(" ");
    const button = make("button", { type: "button", title: `Alt+${index + 1}`, onclick: () => choosePerson(each, each.id) },
      make("span", { className: "avatar", textContent: first[0] }),
      make("span", { className: "name", textContent: first }, make("span", { className: "last-name", textContent: ` ${rest.join(" ")}` })),
      ...(count ? [make("span", { className: "badge", textContent: count, role: "img", ariaLabel: `нових: ${count}` })] : []),
      make("span", { className: "about", textContent: each.about }));
    button.querySelector(".avatar").ariaHidden = "true";
    button.ariaPressed = String(each === person);
    return button;
  }));
}

function drawChats() {
  const chats = person.chats.map((id) => state.chats[id]);
  $("chats").hidden = chats.length < 2;
  $("chats").replaceChildren(...chats.map((each) => {
    const title = each.private ? "Бот" : "Група";
    const button = make("button", { type: "button", textContent: title, title: each.title, onclick: () => choosePerson(person, each.id) });
    button.ariaPressed = String(each === chat);
    return button;
  }));
  $("links").replaceChildren(...person.links.map((each) => (
    make("a", { href: each.address, target: "_blank", rel: "noopener", textContent: `${each.words} ↗` })
  )));
  drawHeader();
}

function drawHeader() {
  $("chat-title").textContent = chat.title;
  $("chat-status").textContent = typing.has(chat.id) ? "друкує…" : chat.private ? "бот" : "група";
  document.querySelector('[data-act="block"]').textContent = person.blocked ? "Запустити бота знову" : "Зупинити бота";
}

function drawCommands() {
  $("commands-button").hidden = chat.commands.length === 0;
  $("commands").replaceChildren(...chat.commands.map((command) => make("button", {
    type: "button",
    textContent: `/${command.command} – ${command.description}`,
    onclick: () => { toggleCommands(false); send(`/${command.command}`); },
  })));
}

function toggleCommands(shown = $("commands").hidden) {
  $("commands").hidden = !shown;
  $("commands-button").ariaExpanded = String(shown);
}

function drawExamples() {
  $("examples").hidden = !chat.private;
  $("examples").replaceChildren(...person.examples.map((text) => make("button", { type: "button", textContent: text, onclick: () => send(text) })));
}

// Puts the messages into the log as they are now; `news` is the one to bring into sight.
function draw(news = null) {
  const log = $("log");
  const focused = document.activeElement?.dataset?.key;
  const shown = [];
  let day = "";
  for (const message of chat.messages) {
    const date = new Date(message.date * 1000);
    const name = date.toLocaleDateString("uk", { day: "numeric", month: "long" });
    if (name !== day) shown.push(kept(name, () => make("div", { className: "day", textContent: name })));
    day = name;
    shown.push(kept(message, () => bubble(message, date)));
  }
  for (const node of [...log.children]) if (!shown.includes(node)) node.remove();
  shown.forEach((node, place) => { if (log.children[place] !== node) log.insertBefore(node, log.children[place] ?? null); });
  if (focused && document.activeElement.dataset.key !== focused) log.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  drawHeader();
  const empty = chat.private && !chat.messages.length; // a bot cannot write first: whoever has a message has started it
  $("start").hidden = !empty;
  $("composer").hidden = empty;
  if (starting && !empty) {
    // Only now is there a field that can take the focus, whichever came first: the answer or the message.
    starting = false;
    $("text").focus();
  }
  drawKeyboard();
  if (news) seen = news.message_id;
  keepInSight();
}

function kept(key, draws) {
  if (!nodes.has(key)) nodes.set(key, draws());
  return nodes.get(key);
}

// Shows the whole message; of one that is too long its beginning, below what was asked.
function keepInSight() {
  const log = $("log");
  const node = log.querySelector(`[data-message="${seen}"]`);
  if (!node) return;
  if (node.offsetHeight <= log.clientHeight) return node.scrollIntoView({ block: "nearest" });
  const asked = node.previousElementSibling;
  const isShort = asked?.matches(".mine") && asked.offsetHeight < log.clientHeight / 3;
  return (isShort ? asked : node).scrollIntoView({ block: "start" });
}

function bubble(message, date) {
  const mine = message.from.id === person.id;
  const inside = make("div", { className: "bubble" });
  if (!mine && !chat.private) inside.append(make("div", { className: "sender", textContent: message.from.first_name }));
  if (message.forward_origin) inside.append(make("div", { className: "sender", textContent: `переслано від: ${message.forward_origin.sender_user.first_name}` }));
  if (message.via_bot) inside.append(make("div", { className: "sender", textContent: `через @${message.via_bot.username}` }));
  const quoted = message.reply_to_message;
  if (quoted) inside.append(make("div", { className: "quote", textContent: quoted.text ?? quoted.caption ?? "вкладення" }));
  inside.append(...attachments(message));
  inside.append(...formatted(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities ?? [], { open, send }));
  const meta = make("div", { className: "meta" });
  meta.append(make("button", { type: "button", textContent: "Відповісти", onclick: () => setAbout({ kind: "reply", message }) }));
  meta.append(make("button", { type: "button", textContent: "Переслати", title: "Переслати боту", onclick: () => forward(message) }));
  if (mine && message.text && !message.via_bot) meta.append(make("button", { type: "button", textContent: "Змінити", onclick: () => setAbout({ kind: "edit", message }) }));
  if (message.edit_date) meta.append(make("span", { textContent: "змінено" }));
  meta.append(make("time", { dateTime: date.toISOString(), textContent: date.toLocaleTimeString("uk", { hour: "2-digit", minute: "2-digit" }) }));
  inside.append(meta);
  const node = make("article", { className: mine ? "message mine" : "message" }, inside);
  node.ariaLabel = mine ? "Ви" : message.from.first_name;
  node.dataset.message = message.message_id;
  const rows = message.reply_markup?.inline_keyboard;
  if (rows?.length) {
    node.append(make("div", { className: "buttons" }, ...rows.map((row, y) => make("div", { className: "row" }, ...row.map((button, x) => {
      const made = make("button", { type: "button", textContent: button.text });
      made.dataset.key = `${message.message_id}-${y}-${x}`;
      made.onclick = () => press(button, message, made);
      return made;
    })))));
  }
  return node;
}

function attachments(message) {
  const words = message.caption || "Світлина без підпису";
  if (message.photo) return [make("img", { src: `/file/${message.photo.at(-1).file_id}`, alt: words })];
  if (message.document) {
    const file = message.document;
    return [make("a", { className: "file", href: `/file/${file.file_id}`, download: file.file_name, textContent: `📄 ${file.file_name}` })];
  }
  const kinds = { voice: "🎤 Голосове повідомлення", video_note: "🎥 Відеоповідомлення", audio: "🎵 Звук", video: "🎬 Відео", sticker: "🙂 Наліпка", location: "📍 Місце", contact: "👤 Контакт" };
  return Object.entries(kinds).filter(([kind]) => message[kind]).map(([, text]) => make("div", { className: "file", textContent: text }));
}

function drawKeyboard() {
  const markup = chat.messages.filter((each) => each.from.is_bot && each.reply_markup && !each.reply_markup.inline_keyboard).at(-1)?.reply_markup;
  const rows = markup?.keyboard ?? [];
  $("keyboard").hidden = rows.length === 0;
  $("keyboard").replaceChildren(...rows.map((row) => make("div", { className: "row" }, ...row.map((button) => {
    const text = button.text ?? button;
    const deed = button.request_location ? { do: "location" } : button.request_contact ? { do: "contact" } : null;
    return make("button", { type: "button", textContent: text, onclick: () => (deed ? act(deed) : send(text)) });
  }))));
}

// A prompt opens the field as a reply to it.
function takePrompt(message) {
  if (!message?.reply_markup?.force_reply || !isMeant(message)) return;
  setAbout({ kind: "reply", message });
  $("text").placeholder = message.reply_markup.input_field_placeholder ?? "Повідомлення";
}

// A selective prompt opens the field only of whom it mentions or replies to.
function isMeant(message) {
  const mentioned = (message.entities ?? []).map((entity) => entity.user?.id);
  return !message.reply_markup.selective || [...mentioned, message.reply_to_message?.from.id].includes(person.id);
}

function setAbout(next) {
  about = next;
  $("about-message").hidden = !about;
  if (!about) {
    $("text").placeholder = "Повідомлення";
    return;
  }
  const verb = about.kind === "edit" ? "Зміна: " : "Відповідь на: ";
  $("about-message").querySelector("span").textContent = verb + (about.message.text ?? about.message.caption ?? "вкладення");
  if (about.kind === "edit") $("text").value = about.message.text;
  $("text").focus();
}

let fading;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => $("toast").classList.remove("shown"), 3200);
}

// What the hand does

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value;
  $("text").value = "";
  $("results").hidden = true;
  fit();
  send(text);
});
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("composer").requestSubmit();
  }
});
$("text").addEventListener("input", () => { fit(); offer(); });
function fit() {
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight + 2}px`;
}
$("start").addEventListener("click", () => { starting = true; act({ do: "start" }); });
$("commands-button").addEventListener("click", () => toggleCommands());
$("about-message").querySelector("button").addEventListener("click", () => { setAbout(null); $("text").value = ""; });
document.addEventListener("keydown", (event) => {
  if (event.altKey && state.people[Number(event.key) - 1]) {
    event.preventDefault();
    const next = state.people[Number(event.key) - 1];
    choosePerson(next, next.id);
  } else if (event.key === "Escape") {
    if (about?.kind === "edit") $("text").value = "";
    setAbout(null);
    toggleCommands(false);
    $("results").hidden = true;
    $("more").open = false;
  }
});
document.querySelector("#more .menu").addEventListener("click", async (event) => {
  const deed = event.target.dataset.act;
  if (!deed) return;
  $("more").open = false;
  if (deed === "link") {
    const link = prompt("Посилання, наприклад https://t.me/" + state.bot.username + "?start=a_diia-verify");
    if (link) open(link);
  } else if (deed === "block") {
    await act({ do: person.blocked ? "unblock" : "block" });
    person.blocked = !person.blocked;
    drawHeader();
  } else if (deed === "location") {
    await act({ do: "location" });
  } else if (deed === "voice" || deed === "sticker") {
    await act({ do: "files", kind: deed, files: [{ name: deed, mime: "application/octet-stream", content: btoa(deed) }] });
  } else {
    $("file").accept = deed === "photo" ? "image/png,image/jpeg" : "";
    $("file").dataset.kind = deed;
    $("file").click();
  }
});
$("file").addEventListener("change", async () => {
  const files = await Promise.all([...$("file").files].map(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let content = "";
    for (let at = 0; at < bytes.length; at += 32768) content += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return { name: file.name, mime: file.type || "application/octet-stream", content: btoa(content) };
  }));
  $("file").value = ""; // so that the same file can be chosen again
  if (!files.length) return;
  const to = about;
  setAbout(null);
  await act({ do: "files", kind: $("file").dataset.kind, files, reply_to: to?.message.message_id });
});
$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  ($("composer").hidden ? $("start") : $("text")).focus();
});
// The log is shorter when the field grows, and a picture has its height only when it is there.
new ResizeObserver(keepInSight).observe($("log"));
$("log").addEventListener("load", keepInSight, true);
for (const kind of ["wheel", "pointerdown", "focusin", "keydown"]) $("log").addEventListener(kind, () => { seen = 0; }, { passive: true });
