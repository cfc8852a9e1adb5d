// Keys: `data-key="r"` on what a key presses or puts the focus into, `data-row` on the rows for j and k.
// `data-insert="id" data-text="…"` puts words where the cursor is. None fires inside a field.

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => !row.hidden);
let place = -1;
let before = "";

function step(by) {
  const all = rows();
  if (!all.length) return;
  all[place]?.classList.remove("chosen");
  place = Math.min(Math.max(place + by, 0), all.length - 1);
  all[place].classList.add("chosen");
  (all[place].querySelector("a,button") ?? all[place]).focus();
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input,textarea,select,[contenteditable]");
  if (event.key === "Escape" && field) return field.blur();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field?.form) {
    return field.form.requestSubmit(field.form.querySelector("button:not([type=button])"));
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") return document.getElementById("keys")?.showModal();
  if (event.key === "j" || event.key === "k") return step(event.key === "j" ? 1 : -1);
  if (event.key === "o") return rows()[Math.max(place, 0)]?.querySelector("a")?.click();
  if (event.key === "u") return history.back();
  const typed = before ? `${before} ${event.key}` : event.key;
  before = event.key === "g" && !before ? "g" : "";
  const target = document.querySelector(`[data-key="${CSS.escape(typed)}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("a,button")) target.click();
  else target.focus();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  event.preventDefault();
  const field = document.getElementById(button.dataset.insert);
  field.setRangeText(button.dataset.text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

document.querySelector(".errors")?.focus();
