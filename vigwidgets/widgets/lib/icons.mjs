// Shapes on a 24-unit square, drawn for this workbook.
export const ICONS = {
  play: "M7 4.5v15L20 12z",
  pause: "M6 4.5h4.5v15H6zM13.5 4.5H18v15h-4.5z",
  frameBack: "M5 5h2.5v14H5zM19 5v14L9 12z",
  frameForward: "M16.5 5H19v14h-2.5zM5 5l10 7-10 7z",
  loop: "M7 7h9V4l5 4.5-5 4.5v-3H9v4H6V8zM17 17H8v3l-5-4.5L8 11v3h7v-4h3v6z",
  captions: "M3 5h18v14H3zm2 2v10h14V7zm2 3h5v2H7zm7 0h3v2h-3zm-7 3.5h3v2H7zm5 0h5v2h-5z",
  captionsFirst: "M3 4h18v2H3zm0 5h13v3H3zm0 6h18v3H3zm15-6h3v3h-3z",
  describe: "M4 4h16v12h-9l-5 4v-4H4zm3 3v2h10V7zm0 4v2h7v-2z",
  sound:
    "M4 9h4l5-4v14l-5-4H4zm11-1.5c2 1.5 2 7.5 0 9v-2.2c.8-1 .8-3.6 0-4.6zm0-3.5c5 2 5 14 0 16v-2c3.4-2 3.4-10 0-12z",
  muted:
    "M4 9h4l5-4v14l-5-4H4zm11.2 1.2 1.3-1.3 1.8 1.8 1.8-1.8 1.3 1.3-1.8 1.8 1.8 1.8-1.3 1.3-1.8-1.8-1.8 1.8-1.3-1.3 1.8-1.8z",
  fullScreen:
    "M4 4h6v2.5H6.500V10H4zm10 0h6v6h-2.500V6.500H14zM4 14h2.500v3.500H10V20H4zm13.500 0H20v6h-6v-2.500h3.500z",
  leaveFullScreen:
    "M7.500 4H10v6H4V7.500h3.500zM14 4h2.500v3.500H20V10h-6zM4 14h6v6H7.500v-3.500H4zm10 0h6v2.500h-3.500V20H14z",
  help: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm0 2a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm-1.200 10h2.400v2.400h-2.400zM8.500 10c0-4.600 7.200-4.600 7.200-.2 0 2-2.500 2.300-2.500 4.200h-2.300c0-3 2.400-3 2.400-4.200 0-1.500-2.400-1.500-2.400.2z",
  zoomIn:
    "M10 3a7 7 0 0 1 5.600 11.200l5 5-1.500 1.500-5-5A7 7 0 1 1 10 3zm0 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM9 7h2v2h2v2h-2v2H9v-2H7V9h2z",
  zoomOut:
    "M10 3a7 7 0 0 1 5.600 11.200l5 5-1.500 1.500-5-5A7 7 0 1 1 10 3zm0 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM7 9h6v2H7z",
  wholeFilm: "M3 5h2v14H3zm16 0h2v14h-2zM9 8v3h6V8l4 4-4 4v-3H9v3l-4-4z",
  add: "M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7z",
  undo: "M9 5v4h5a5.500 5.500 0 0 1 0 11H8v-2.500h6a3 3 0 0 0 0-6H9v4L3 10.200z",
  redo: "M15 5v4h-5a5.500 5.500 0 0 0 0 11h6v-2.500h-6a3 3 0 0 1 0-6h5v4l6-5.300z",
  stop: "M6 6h12v12H6z",
  up: "M12 5l8 9h-5v5H9v-5H4z",
  down: "M12 19l-8-9h5V5h6v5h5z",
  grip: "M8 4h3v3H8zm5 0h3v3h-3zm-5 6.500h3v3H8zm5 0h3v3h-3zM8 17h3v3H8zm5 0h3v3h-3z",
  picture: "M3 5h18v14H3zm2 2v8.500l4-4.500 3.500 4 2.500-2.500 4 4V7zm10 1.500h2.500V11H15z",
  remove: "M9 3h6l1 2h4v2H4V5h4zM6 8h12l-1 13H7zm3 2 .5 9H11l-.3-9zm4.300 0-.3 9h1.500l.5-9z",
};
