/**
 * The compiler's own executable, for what starts it without a shell: on Windows `tsc` is a script.
 *
 * @type {string}
 */
export declare const compiler: string;
