// Plain JavaScript, as a consumer's.
export default { output: 'export' };
