/** View models of a call's two ends, free of React. */
export {};
