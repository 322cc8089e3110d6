/**
 * Packages whose build for Node starts threads and makes a `require` of its own, which clashes with the one that
 * bundlers give to CommonJS packages: the hosts take their portable build.
 */
export const PORTABLE_PACKAGES: Readonly<Record<string, string>> = { fflate: 'fflate/browser' };
