import { expect } from "chai";
import {
  hasDiagram,
  listDrawnTopics,
  listDriverNames,
  listTopics,
  reportBackends,
  reportTopic,
} from "../../../../../src/core/reports/topic/report-topic.ts";

describe("the report of a topic", () => {
  it("repeats the topic, and says what the related ones are about", () => {
    const report = reportTopic("rwo");
    expect(report).to.include({ kind: "TopicReport", topic: "rwo" });
    expect(report?.related).not.to.be.empty;
    for (const { topic, summary } of report?.related ?? []) {
      expect(summary).to.equal(reportTopic(topic)?.summary);
    }
  });

  it("is none where there is no such topic", () => {
    expect(reportTopic("nothing")).to.equal(null);
    expect(reportTopic("driver/acme.example")).to.equal(null);
  });

  it("lists every topic once, and how to ask for a driver behind the table of them", () => {
    const topics = listTopics().items.map(({ topic }) => topic);
    expect(new Set(topics).size).to.equal(topics.length);
    expect(topics[topics.indexOf("backends") + 1]).to.equal("driver/NAME");
    for (const topic of topics) {
      if (topic !== "driver/NAME") expect(reportTopic(topic)?.topic).to.equal(topic);
    }
  });

  it("knows which topics have a drawing", () => {
    for (const { topic } of listTopics().items) {
      const report = reportTopic(topic);
      if (report) expect(hasDiagram(report)).to.equal(listDrawnTopics().includes(topic));
    }
  });

  it("tells something of every driver that it names", () => {
    for (const name of listDriverNames())
      expect(reportTopic(`driver/${name}`), name).not.to.equal(null);
  });

  it("keeps the name of a topic that is told in part", () => {
    const part = reportBackends({ driver: null, mode: "ReadWriteMany", cloud: "aws" });
    expect(part.topic).to.equal("backends");
    expect(part.sections.length).to.be.lessThan(reportTopic("backends")?.sections.length ?? 0);
  });
});
