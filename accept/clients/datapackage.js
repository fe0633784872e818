// Reads the package in the current folder, and writes {errors, tables} as JSON to standard output.
const { Package } = require("datapackage");

async function readAll() {
  const errors = [], tables = {};
  const told = (place, error) => {
    for (const one of error.errors && error.errors.length ? error.errors : [error]) errors.push(`${place} ${one.message}`);
  };
  const dataPackage = await Package.load("datapackage.json");
  for (const one of dataPackage.errors) told("datapackage.json", one);
  for (const resource of dataPackage.resources) {
    try {
      await resource.read({ keyed: true, relations: true });
      tables[resource.name] = (await resource.read({ keyed: true })).map(asText(resource));
    } catch (error) {
      told(resource.descriptor.path, error);
    }
  }
  return { errors, tables };
}

// Dates are moments in local time; JSON would shift them.
function asText(resource) {
  const dates = resource.schema.fields.filter((one) => one.type === "date").map((one) => one.name);
  const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  return (record) => ({ ...record, ...Object.fromEntries(dates.filter((one) => record[one]).map((one) => [one, day(record[one])])) });
}

readAll()
  .catch((error) => ({ errors: [String(error.stack)], tables: {} }))
  .then((answer) => process.stdout.write(JSON.stringify(answer)));
