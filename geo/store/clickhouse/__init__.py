"""A store on ClickHouse: the same tables and the same questions, on a server or a cluster."""
