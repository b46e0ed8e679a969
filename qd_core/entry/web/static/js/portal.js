// The upload portal: each file goes up by itself with a bar, can be cancelled and tried again; sending waits for all.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  const form = document.querySelector("[data-portal]");
  const list = form.querySelector("[data-list]");
  const template = document.querySelector("[data-row]");
  const picker = document.getElementById("files");
  const send = form.querySelector("[data-send]");
  const wait = form.querySelector("[data-wait]");
  const ready = wait.textContent;
  const largest = Number(form.dataset.largest);
  const most = Number(form.dataset.most);
  const endings = picker.accept.split(",");
  const going = new Set();
  const size = (bytes) => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
  const arrived = () => [...list.querySelectorAll("[data-size]")];
  const used = () => arrived().reduce((sum, row) => sum + Number(row.dataset.size), 0);

  const settle = () => {
    send.setAttribute("aria-disabled", String(going.size > 0));
    send.textContent = arrived().length ? `Send ${arrived().length} file${arrived().length > 1 ? "s" : ""}` : "Send the request";
    wait.textContent = going.size ? "You can send as soon as every file has arrived." : ready;
  };

  const say = (row, words, kind = "") => {
    const status = row.querySelector(".st");
    status.textContent = words;
    status.className = `st ${kind}`;
  };

  const put = (file, row) => {
    const bar = row.querySelector("progress");
    const button = row.querySelector("button");
    const request = new XMLHttpRequest();
    const started = Date.now();
    going.add(request);
    bar.hidden = false;
    button.textContent = "Cancel";
    button.onclick = () => request.abort();
    request.open("PUT", form.dataset.portal);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.upload.onprogress = (event) => {
      bar.value = event.total ? (100 * event.loaded) / event.total : 0;
      const seconds = Math.ceil(((Date.now() - started) / 1000) * (event.total / Math.max(1, event.loaded) - 1));
      say(row, `${size(event.loaded)} of ${size(event.total)}${seconds > 3 ? `, about ${seconds} seconds` : ""}`);
    };
    const failed = (words, again) => {
      going.delete(request);
      bar.hidden = true;
      say(row, words, "bad");
      button.textContent = again ? "Try again" : "Remove";
      button.onclick = again ? () => put(file, row) : () => { row.remove(); settle(); };
      settle();
    };
    request.onerror = () => failed(`The connection dropped at ${Math.round(bar.value)} %. Nothing is lost.`, true);
    request.onabort = () => { going.delete(request); row.remove(); settle(); };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* an error page */ }
      if (request.status !== 201) { failed(`Not taken: ${answer.error ?? "the server could not take it"}`, request.status === 408 || request.status >= 500); return; }
      going.delete(request);
      bar.hidden = true;
      row.dataset.size = String(answer.size);
      row.querySelector(".name").textContent = answer.name;
      say(row, `Received, ${size(answer.size)}`, "ok");
      button.textContent = "Remove";
      button.type = "submit";
      button.name = "remove";
      button.value = String(answer.number);
      button.onclick = null;
      button.setAttribute("aria-label", `Remove ${answer.name}`);
      settle();
    };
    request.send(file);
    settle();
  };

  const add = (files) => {
    for (const file of files) {
      const row = template.content.firstElementChild.cloneNode(true);
      row.querySelector(".name").textContent = file.name;
      row.querySelector("progress").setAttribute("aria-label", file.name);
      list.append(row);
      let problem = "";
      if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) problem = `Not taken: ${size(file.size)}, and files of this kind are not read.`;
      else if (file.size + used() > largest) problem = `Not taken: all files together are at most ${Math.round(largest / 1048576)} MB.`;
      else if (arrived().length + going.size >= most) problem = `Not taken: at most ${most} files go into one request.`;
      if (problem) {
        row.querySelector("progress").hidden = true;
        say(row, problem, "bad");
        const button = row.querySelector("button");
        button.textContent = "Remove";
        button.onclick = () => row.remove();
      } else put(file, row);
    }
  };

  const take = () => { if (picker.files.length) { add([...picker.files]); picker.value = ""; } };
  picker.addEventListener("change", take);
  const drop = form.querySelector("[data-drop]");
  for (const kind of ["dragover", "dragenter"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); add(event.dataTransfer.files); });
  form.addEventListener("submit", (event) => {
    if (going.size || form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => { delete form.dataset.sent; });
  settle();
  take(); // chosen before this script was there
})();
