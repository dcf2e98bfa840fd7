// Leads somebody through an adaptive questionnaire that LHC-Forms shows, page after page, as the guide to Structured
// Data Capture (SDC 4) describes it: $next-question is asked with all that was answered until the form is complete.
"use strict";

const SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition";
const FHIR_JSON = "application/fhir+json";
const exchanged = []; // whatever was sent and came back, in order
let current; // the response as the server knows it

const find = (id) => document.getElementById(id);
const say = (state, words) => Object.assign(find("state"), { textContent: words, className: state });
const formOf = (response) => response.contained.find((one) => `#${one.id}` === response.questionnaire);

async function begin(address) {
  const questionnaire = await (await fetch(address, { headers: { Accept: FHIR_JSON } })).json();
  const { id, url, item, text, ...empty } = questionnaire; // the one in a response has no address of its own
  const canonical = url + (questionnaire.version ? `|${questionnaire.version}` : "");
  current = {
    resourceType: "QuestionnaireResponse",
    meta: { profile: [`${SDC}/sdc-questionnaireresponse-adapt`] },
    contained: [
      { ...empty, id: "form", meta: { profile: [`${SDC}/sdc-questionnaire-adapt`] }, derivedFrom: [canonical] },
    ],
    questionnaire: "#form",
    status: "in-progress",
    subject: { display: "Somebody whose buttock hurts" },
    authored: new Date().toISOString(),
  };
  await ask();
}

async function ask() {
  const answer = await fetch(endpoint(formOf(current)), {
    method: "POST",
    headers: { "Content-Type": FHIR_JSON, Accept: FHIR_JSON },
    body: JSON.stringify(current),
  });
  const received = await answer.json();
  exchanged.push({ sent: current, received });
  if (!answer.ok) {
    return say("refused", received.issue.map(({ details }) => details.text).join(" "));
  }
  current = received;
  await show();
}

function endpoint(questionnaire) {
  const { valueUrl } = questionnaire.extension.find(({ url }) => url === `${SDC}/sdc-questionnaire-questionnaireAdaptive`);
  return valueUrl.endsWith("$next-question") ? valueUrl : `${valueUrl}/Questionnaire/$next-question`;
}

async function show() {
  const bare = LForms.Util.convertFHIRQuestionnaireToLForms(formOf(current), "R4");
  const form = LForms.Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", current, bare, "R4");
  await LForms.Util.addFormToPage(form, "form");
  const over = current.status === "completed";
  find("next").disabled = over;
  find("state").dataset.page = exchanged.length;
  say(over ? "completed" : "asking", `Page ${exchanged.length}`);
}

async function next() {
  find("next").disabled = true;
  const { item } = LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", find("form"));
  current = { ...current, item, status: "in-progress", authored: new Date().toISOString() };
  await ask();
}

const tell = (fault) => say("broken", [fault].flat().map((one) => one.stack ?? String(one)).join(" "));
find("next").addEventListener("click", () => next().catch(tell));
begin(new URLSearchParams(location.search).get("form")).catch(tell);
