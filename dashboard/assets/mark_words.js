// What a search found, marked in the text: folded as the store folds it, so that what matched is what is marked.
(function (atlas) {
  const LETTERS = {
    ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ə: "e", ŧ: "t", ß: "ss", ς: "σ",
    ٱ: "ا", ى: "ي", ی: "ي", ێ: "ي", ې: "ي", ے: "ي", ة: "ه", ۃ: "ه", ہ: "ه", ھ: "ه", ە: "ه",
    ک: "ك", ڪ: "ك", ۆ: "و", ۇ: "و", ۋ: "و", ڕ: "ر", ڵ: "ل", ء: "", ـ: "", ӏ: "",
  };
  const APOSTROPHES = "'’‘‛`´ʹʺʻʼʽʾʿˈˊˋ′‵＇׳״ꞌ";

  function foldLetter(letter) {
    if (letter in LETTERS) return LETTERS[letter];
    if (APOSTROPHES.includes(letter) || /[\p{Mn}\p{Me}\p{Cf}\p{Lm}]/u.test(letter)) return "";
    if (/\p{Nd}/u.test(letter)) return digitOf(letter);
    return /[\p{L}\p{N}\p{Mc}]/u.test(letter) ? letter : " ";
  }

  // Digits of any script stand in tens, nought first.
  function digitOf(letter) {
    let digit = 0;
    while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(letter.codePointAt(0) - digit - 1))) digit++;
    return String(digit);
  }

  function fold(text) {
    return [...text.normalize("NFKD").toLowerCase().normalize("NFKD")].map(foldLetter).join("");
  }

  /** Cut a text into [part, whether it matched] for the words of a search: any case, any accents. */
  atlas.markWords = function (text, search) {
    const words = [...new Set(fold(search || "").split(/\s+/))].filter(Boolean);
    const letters = [...(text || "")];
    if (!words.length || !letters.length) return letters.length ? [[text, false]] : [];
    const folded = letters.map(fold);
    const origin = folded.flatMap((said, n) => Array(said.length).fill(n));
    const whole = folded.join("");
    const isMarked = Array(letters.length).fill(false);
    for (const word of words) {
      for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + 1)) {
        isMarked.fill(true, origin[at], origin[at + word.length - 1] + 1);
      }
    }
    const parts = [];
    letters.forEach((letter, n) => {
      const isSame = n > 0 && (isMarked[n] || (isMarked[n - 1] && !folded[n])) === parts[parts.length - 1][1];
      if (isSame) parts[parts.length - 1][0] += letter;
      else parts.push([letter, isMarked[n]]);
    });
    return parts;
  };

  /** The same as nodes for React. */
  atlas.markedNodes = function (text) {
    const { createElement } = window.React;
    return atlas.markWords(text, atlas.searched).map(([part, isMatch], key) => (isMatch ? createElement("mark", { key }, part) : part));
  };

  /** What a search found of a row in a text that the row does not show; null where what it shows says it. */
  atlas.foundElsewhere = function (shown, hidden) {
    const isIn = (text) => atlas.markWords(text, atlas.searched).some(([, isMatch]) => isMatch);
    return (atlas.searched && !shown.some(isIn) && hidden.find(isIn)) || null;
  };

  // The headline of the card comes from the server, so it is marked when it stands on the page.
  function markHeadlines() {
    for (const headline of document.querySelectorAll("#card h2")) {
      const parts = atlas.markWords(headline.textContent, atlas.searched);
      const now = [...headline.childNodes].map((node) => [node.textContent, node.nodeName === "MARK"]);
      if (JSON.stringify(now) === JSON.stringify(parts)) continue;
      headline.replaceChildren(
        ...parts.map(([part, isMatch]) => (isMatch ? Object.assign(document.createElement("mark"), { textContent: part }) : part)),
      );
    }
  }
  atlas.markHeadlines = markHeadlines;

  const watch = setInterval(() => {
    const card = document.getElementById("card");
    if (!card) return;
    clearInterval(watch);
    new MutationObserver(markHeadlines).observe(card, { childList: true, characterData: true, subtree: true });
  }, 200);
})(window.atlas);
