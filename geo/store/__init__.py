"""Selection, Viewport, EventStore: the only place that runs queries."""
