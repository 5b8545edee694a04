// A script that is loaded a second time, under an address of its own: its types are those of the first.
declare module '*.js?whole';
