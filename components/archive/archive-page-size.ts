export const archive_page_size = 50;
