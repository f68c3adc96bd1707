/**
 * Takes the names of maps out of the declarations in a folder: the bundler names some and writes none,
 * and an editor would look for them in vain. A map would lead to sources, which no package holds.
 */
export declare function withoutMapNames(folder: string): Promise<void>;
