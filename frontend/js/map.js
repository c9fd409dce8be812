// The map of the network: a slider in place of the list of quarters, which replays how ties grew.
const form = document.querySelector("[data-map-slider]");
if (form) replay(form);

function replay(form) {
  const select = form.querySelector("select");
  const button = form.querySelector("button");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(select.options.length - 1);
  slider.value = String(select.selectedIndex);
  slider.id = "quarter-slider";
  slider.setAttribute("aria-label", form.querySelector("label").textContent);
  const said = document.createElement("output");
  said.setAttribute("for", slider.id);
  select.hidden = true;
  button.hidden = true;
  form.append(slider, said);

  const ties = [...document.querySelectorAll(".netmap .tie")].map((line) => [line, Number(line.dataset.since)]);
  const figures = [...document.querySelectorAll("#map-figures .stat b")];
  const sentence = document.getElementById("map-sentence");

  const show = () => {
    const at = Number(slider.value);
    for (const [line, since] of ties) {
      line.classList.toggle("is-new", since === at);
      line.classList.toggle("is-later", since > at);
    }
    const row = document.querySelector(`tr[data-quarter="${at}"]`);
    const { ties: count, density, centralisation, isolates } = row.dataset;
    [count, density, centralisation, isolates].forEach((text, i) => {
      if (figures[i]) figures[i].textContent = text;
    });
    select.selectedIndex = at;
    said.textContent = select.options[at].textContent;
    slider.setAttribute("aria-valuetext", said.textContent);
    for (const other of document.querySelectorAll("tr[data-quarter]")) {
      other.toggleAttribute("aria-current", other === row);
    }
  };
  slider.addEventListener("input", () => {
    sentence.hidden = true; // it tells of the quarter that was loaded
    show();
  });
  // Letting go loads the table of that quarter, too.
  slider.addEventListener("change", () => form.requestSubmit(button));
  show();
}
