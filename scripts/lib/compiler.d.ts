/**
 * The compiler's own executable, for what starts it without a shell: on Windows `tsc` is a script.
 */
export declare const compiler: string;
