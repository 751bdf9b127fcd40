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
    CHANGED_SINCE = "changed-since"
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

    NUMBERS = "numbers"
    NUMBERS_DAYS = "numbers-days"
    NUMBERS_ASKED = "numbers-asked"
    NUMBERS_TEXT = "numbers-text"
    COPY_NUMBERS = "copy-numbers"

    NOTICE = "notice"
    NOTICE_OPEN = "notice-open"
    NOTICE_SHEET = "notice-sheet"
    IGNORED = "ignored"

    VISIT = "visit"
    CHANGES = "changes"
    CHANGES_NOTICE = "changes-notice"
    CHANGES_SAID = "changes-said"
    CHANGES_SHOW = "changes-show"
    CHANGES_HIDE = "changes-hide"

    SHEET_MAP = "sheet-map"
    SHEET_FILTERS = "sheet-filters"
    SHEET_EVENTS = "sheet-events"
