"""What people have to articles: pasted text, saved pages, PDF, Word, mails, feeds, and folders of them."""
