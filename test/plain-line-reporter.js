import Mocha from "mocha";

/** mocha's spec output, and a last line that says the same in three numbers. */
export default class PlainLineReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { stats } = this;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      // Spec prints its own summary at the same event; this line must come after it.
      setImmediate(() => {
        process.stdout.write(
          `\n${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped\n`,
        );
      });
    });
  }
}
