/** What answers when nothing else does, as somebody would keep it beside the program. */
export const PAGE = [
  '<!doctype html>', '<html lang="en">', '<head><meta charset="utf-8"><title>Back soon</title></head>',
  '<body><h1>Back soon</h1><p>We cannot answer at the moment. Please try again in a few minutes.</p></body>', '</html>', '',
].join('\n');
