import Mocha from "mocha";

/** mocha's spec output, and a last line that says the same in three numbers. */
export default class PlainLineReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { stats } = this;
    // Listeners are called in the order in which they came: Spec's own summary goes before.
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      process.stdout.write(
        `\n${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped\n`,
      );
    });
  }
}
