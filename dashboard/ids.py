"""Every component id of the page."""

from enum import StrEnum


class Id(StrEnum):
    """Names that callbacks, styles and the browser's own functions share."""

    SHELL = "shell"
    PROVIDER = "provider"
    URL = "url"
    LEGEND_DATA = "legend-data"

    # What the person asks for, each in the words of the URL: {key: [values]}.
    ASKED = "asked"
    OPENED = "opened"
    LOOK = "look"
    SHOWN_PART = "shown-part"
    WINDOW = "window"
    FILTERS = "filters"
    VIEWPORT = "viewport"
    PICKED = "picked"
    CHOSEN = "chosen"
    SHOWN_EVENT = "shown-event"

    # What the store answers.
    FRAME = "frame"
    HISTOGRAM = "histogram"
    DRAWN_FRAME = "drawn-frame"
    DRAWN_HISTOGRAM = "drawn-histogram"

    SEARCH = "search"
    COPY_LINK = "copy-link"
    THEME = "theme"
    HELP = "help"
    HELP_SHEET = "help-sheet"

    TYPES = "types"
    SIDES = "sides"
    WHERE = "where"
    CONFIDENCES = "confidences"
    RESET = "reset"
    LAYERS = "layers"

    MAP = "map"
    MARKS = "marks"
    TOOLTIP = "tooltip"
    MAP_LABEL = "map-label"
    MAP_LEGEND = "map-legend"
    SCALE = "scale"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    ZOOM_HOME = "zoom-home"

    TIMELINE = "timeline"
    PLAY = "play"
    BACK = "back"
    FORWARD = "forward"
    SPEED = "speed"
    STEP = "step"
    MODE = "mode"
    PLAYING = "playing"
    BARS = "bars"
    BARS_PART = "bars-part"
    BARS_ASKED = "bars-asked"
    AXIS = "axis"
    FROM_DAY = "from-day"
    TO_DAY = "to-day"

    TABS = "tabs"
    LIST = "list"
    LIST_NOTE = "list-note"
    CLEAR_MARK = "clear-mark"
    TABLE = "table"
    COLUMN_FILTERS = "column-filters"
    CARD = "card"
    EVENT_LINK = "event-link"

    NOTICE = "notice"
    NOTICE_OPEN = "notice-open"
    NOTICE_SHEET = "notice-sheet"
    IGNORED = "ignored"

    SHEET_MAP = "sheet-map"
    SHEET_FILTERS = "sheet-filters"
    SHEET_EVENTS = "sheet-events"
