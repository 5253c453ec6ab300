"use strict";
// The table can be searched and sorted. What is chosen stands in the address, so that it can be handed on. Without this
// script the table shows all, most frequent first.
(() => {
  const table = document.getElementById("faults");
  if (table === null) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({
    row,
    text: Array.from(row.cells, (cell) => cell.textContent).join(" ").toLowerCase(),
    code: row.querySelector(".code").textContent,
    keys: Array.from(row.cells, (cell) => cell.dataset.number ?? cell.textContent),
  }));
  const search = document.getElementById("search");
  const code = document.getElementById("code");
  const shown = document.getElementById("shown");
  const headers = Array.from(table.tHead.rows[0].cells);
  const collator = new Intl.Collator("en", { numeric: true });
  let sorted = { column: -1, descending: false };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    let count = 0;
    for (const entry of rows) {
      const fits =
        (code.value === "" || entry.code === code.value) && words.every((word) => entry.text.includes(word));
      entry.row.hidden = !fits;
      if (fits) ++count;
    }
    shown.textContent =
      count === rows.length ? `All ${count.toLocaleString("en")} shown` :
      `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown`;
  };

  const sort = (column, descending) => {
    sorted = { column, descending };
    const numeric = column >= 0 && headers[column].classList.contains("number");
    const compare = (left, right) =>
      numeric ? Number(left.keys[column]) - Number(right.keys[column]) :
      collator.compare(left.keys[column], right.keys[column]);
    // Those alike stay in the order of the page.
    const order = column < 0 ? rows : [...rows].sort((left, right) => (descending ? -1 : 1) * compare(left, right));
    body.append(...order.map((entry) => entry.row));
    headers.forEach((header, index) => {
      if (index === column) header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
  };

  const remember = () => {
    const parameters = new URLSearchParams();
    if (search.value !== "") parameters.set("filter", search.value);
    if (code.value !== "") parameters.set("code", code.value);
    if (sorted.column >= 0) {
      parameters.set("sort", headers[sorted.column].dataset.name);
      if (sorted.descending) parameters.set("descending", "");
    }
    try {
      history.replaceState(null, "", `#${parameters}`);
    } catch {
      // Some browsers allow it no file.
    }
  };

  const recall = () => {
    const isRow = /^#fault-\d+$/.test(location.hash);
    const parameters = new URLSearchParams(isRow ? "" : location.hash.slice(1));
    search.value = parameters.get("filter") ?? "";
    code.value = parameters.get("code") ?? "";
    if (code.selectedIndex < 0) code.value = "";
    const column = headers.findIndex((header) => header.dataset.name === parameters.get("sort"));
    if (!isRow) sort(column, parameters.has("descending"));
    filter();
    if (isRow) document.querySelector(location.hash)?.scrollIntoView({ block: "center" });
  };

  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      // Numbers are asked for from the top.
      const first = header.classList.contains("number");
      sort(column, sorted.column === column ? !sorted.descending : first);
      remember();
    });
  });
  const update = () => {
    filter();
    remember();
  };
  search.addEventListener("input", update);
  code.addEventListener("change", update);
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  document.getElementById("filters").hidden = false;
  recall();
})();
