export function buildPages(root: string, node: string): Promise<void>;
