// Shows only those rows of the page that hold the words: `<input data-filter="rows">`, and `id="rows"` around them.

for (const input of document.querySelectorAll("[data-filter]")) {
  const rows = () => [...document.getElementById(input.dataset.filter).querySelectorAll("[data-row]")];
  const found = document.getElementById(`${input.dataset.filter}-found`);
  input.closest("[hidden]")?.removeAttribute("hidden"); // without this script there is nothing to type into
  input.addEventListener("input", () => {
    const words = input.value.toLocaleLowerCase("uk").split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows()) {
      const text = row.textContent.toLocaleLowerCase("uk");
      row.hidden = !words.every((word) => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    if (found) found.textContent = `${found.dataset.words} ${count}`;
  });
}
