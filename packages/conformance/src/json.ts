// biome-ignore lint/suspicious/noExplicitAny: what a server sends may have any form.
export type Json = any;
