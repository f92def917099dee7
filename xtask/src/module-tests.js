// Runs the tests inside a wasm module the way wasm-bindgen-test expects, and leaves the result in #output.
const output = document.getElementById("output");
const captured = document.getElementById("console_output");
try {
  const wasm = await import("./tests.js");
  for (const method of ["debug", "log", "info", "warn", "error"]) {
    console[method] = (...words) => {
      captured.append(words.map(String).join(" ") + "\n");
      window[`on_console_${method}`]?.(words);
    };
  }
  const instance = await wasm.default();
  window.__wbg_test_invoke = (test) => test();
  const context = new wasm.WasmBindgenTestContext(false);
  for (const method of ["debug", "log", "info", "warn", "error"]) {
    window[`on_console_${method}`] = wasm[`__wbgtest_console_${method}`];
  }
  const tests = Object.keys(instance).filter((name) => name.startsWith("__wbgt_"));
  context.include_ignored(false);
  context.filtered_count(0);
  await context.run(tests.map((name) => instance[name]));
} catch (error) {
  output.append(`could not run: ${error}\n${error.stack ?? ""}`);
}
