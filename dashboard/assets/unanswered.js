// Questions that the server cannot answer: it says why, above the map, until they are answered. What is shown stays.
(function () {
  const CANNOT_ANSWER = 503;
  const fetchPlainly = window.fetch;
  const unanswered = new Map(); // What each question was told, by the components that wait for its answer.

  function show() {
    const notices = document.querySelector(".notices");
    const bar = document.querySelector(".notice.unanswered");
    if (!unanswered.size) return void bar?.remove();
    const words = [...new Set(unanswered.values())].join(" ");
    if (bar) bar.textContent = words;
    else if (notices) {
      const made = document.createElement("div");
      made.className = "notice grave unanswered";
      made.setAttribute("role", "alert");
      made.textContent = words;
      notices.append(made);
    }
  }

  function waiting(body) {
    try {
      return JSON.parse(body).output;
    } catch {
      return undefined;
    }
  }

  window.fetch = async (address, options) => {
    const answer = await fetchPlainly(address, options);
    const isQuestion = String(address?.url ?? address).includes("_dash-update-component");
    const output = isQuestion && waiting(options?.body);
    if (!output) return answer;
    if (answer.status === CANNOT_ANSWER) unanswered.set(output, await answer.clone().text());
    else unanswered.delete(output);
    show();
    return answer;
  };
})();
