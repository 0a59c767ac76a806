// A choice above a table for each column that is named, and how many rows are left.

for (const box of document.querySelectorAll(".filterable")) {
  const { filter, all, rows: words } = box.dataset;
  const table = box.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const line = document.createElement("p");
  const count = document.createElement("span");
  line.className = "filters";
  count.setAttribute("role", "status");

  const choices = filter.split(" ").map(Number).map((column) => {
    const select = document.createElement("select");
    const values = [...new Set(rows.map((row) => row.cells[column].textContent))];
    select.append(new Option(all, ""), ...values.map((value) => new Option(value, value)));
    const label = document.createElement("label");
    label.append(`${table.tHead.rows[0].cells[column].textContent} `, select);
    line.append(label, " ");
    return { column, select };
  });

  const show = () => {
    for (const row of rows) {
      row.hidden = choices.some(({ column, select }) => (
        select.value && row.cells[column].textContent !== select.value));
    }
    const left = rows.filter((row) => !row.hidden).length;
    count.textContent = words.replace("{n}", left).replace("{of}", rows.length);
  };
  line.append(count);
  line.addEventListener("input", show);
  box.prepend(line);
  show();
}
