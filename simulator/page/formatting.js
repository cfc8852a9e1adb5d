// A text with its entities as nodes. Offsets are in UTF-16 units, as JavaScript counts.

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };
const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g;

export function formatted(text, entities, { open, send }) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(0, text.length, sorted);

  function nodes(start, end, within) {
    const made = [];
    let at = start;
    for (let index = 0; index < within.length; index += 1) {
      const entity = within[index];
      if (entity.offset < at) continue; // within one that was taken already
      made.push(...plain(text.slice(at, entity.offset)));
      const stop = Math.min(entity.offset + entity.length, end);
      const inner = within.filter((other, place) => place > index && other.offset >= entity.offset && other.offset + other.length <= stop);
      made.push(wrapped(entity, nodes(entity.offset, stop, inner), text.slice(entity.offset, stop)));
      at = stop;
    }
    made.push(...plain(text.slice(at, end)));
    return made;
  }

  function wrapped(entity, children, words) {
    if (entity.type === "text_link") return link(entity.url, children);
    if (entity.type === "bot_command") {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "command";
      button.onclick = () => send(words);
      button.append(...children);
      return button;
    }
    const node = document.createElement(TAGS[entity.type] ?? "span");
    if (entity.type === "spoiler") {
      node.className = "spoiler";
      node.tabIndex = 0;
      node.role = "button";
      node.onclick = node.onkeydown = () => node.classList.add("open");
    }
    node.append(...children);
    return node;
  }

  function link(url, children) {
    const node = document.createElement("a");
    node.href = /^https?:/.test(url) ? url : "#";
    node.rel = "noopener";
    node.onclick = (event) => { event.preventDefault(); open(url); };
    node.append(...children);
    return node;
  }

  function plain(piece) {
    const made = [];
    let at = 0;
    for (const match of piece.matchAll(ADDRESS)) {
      made.push(piece.slice(at, match.index), link(match[0], [match[0]]));
      at = match.index + match[0].length;
    }
    made.push(piece.slice(at));
    return made.filter((each) => each !== "");
  }
}
