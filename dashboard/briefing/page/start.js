// Start: each part draws itself, and again whenever the window of days has moved.
let frame = 0;

function showWindow() {
  frame = 0;
  const shown = sayWindow();
  drawMarks();
  showRows(shown);
}

watchers.push(placeHandles, () => {
  rowsShown = ROWS;
  frame ||= requestAnimationFrame(showWindow);
});

// On a phone the legend would cover what it explains.
if (window.matchMedia("(max-width: 860px)").matches) byId("legend").open = false;
startMap();
startTimeline();
startLists();
showWindow();
