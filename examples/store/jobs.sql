-- The report jobs of a server, as it might keep them: a database for the example program.
--
--     sqlite3 jobs.db < jobs.sql

BEGIN;

CREATE TABLE report_job (
  id           TEXT PRIMARY KEY NOT NULL,
  report_class TEXT NOT NULL,
  user_id      TEXT NOT NULL,
  status       TEXT NOT NULL,
  binary       TEXT,           -- a reference to the report, once there is one
  parameters   TEXT NOT NULL,  -- JSON: the Parameters that the report was scheduled with, as they came
  created      TEXT NOT NULL,  -- times as FHIR writes them
  started      TEXT,
  ended        TEXT
) STRICT;

CREATE INDEX report_job_of_user ON report_job (user_id, created, id);

-- The example of the implementation guide.
INSERT INTO report_job VALUES (
  'ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc',
  'com.systematic.ehealth.reporting.reports.PatientsUsageReport',
  '0aaca7cd-67c3-48dd-a8c4-0cceecb5d276', 'DONE',
  'https://reporting.local.ehealth.sundhed.dk/fhir/Binary/7',
  '{"resourceType":"Parameters","parameter":[{"name":"anonymization","valueString":"None"}]}',
  '2023-10-12T09:51:50+00:00', '2023-10-12T09:51:50+00:00', '2023-10-12T09:51:51+00:00');

-- What people type: quotes, backslashes, line breaks, tabs, letters beyond ASCII, precise times, other zones.
INSERT INTO report_job VALUES
  ('0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be001', 'dk.example.reports.FritekstRapport',
   '0aaca7cd-67c3-48dd-a8c4-0cceecb5d276', 'DONE', 'Binary/b-1',
   '{"resourceType":"Parameters","parameter":[
      {"name":"title","valueString":"Blå mænd spiser \"rødgrød med fløde\" på Ærø"},
      {"name":"path","valueString":"C:\\rapporter\\Århus\\2023"},
      {"name":"note","valueString":"linje 1\nlinje 2\r\n\tindrykket\u2028æøå ÆØÅ 👩‍⚕️📈 \u00e9 \ud83d\ude80"}]}',
   '2023-10-13T08:00:00.123+02:00', '2023-10-13T06:00:01.5Z', '2023-10-13T08:02:31.25+02:00'),
  ('0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be002', 'dk.example.reports.PatientsUsageReport',
   '0aaca7cd-67c3-48dd-a8c4-0cceecb5d276', 'FAILED: "disk full" on D:\ – prøv igen', NULL,
   '{"resourceType":"Parameters","parameter":[
      {"name":"organization","valueReference":{"reference":"Organization/42","display":"Region Sjælland, \"Øst\""}},
      {"name":"threshold","valueDecimal":1.00},
      {"name":"period","part":[{"name":"from","valueDate":"2023-01"},{"name":"to","valueDate":"2023-09-30"}]}]}',
   '2023-10-13T09:00:00+00:00', '2023-10-13T09:00:00+00:00', '2023-10-14T10:30:00+00:00'),
  ('0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be003', 'dk.example.reports.UdenParametre',
   '0aaca7cd-67c3-48dd-a8c4-0cceecb5d276', 'på vej 🚀', NULL,
   '{"resourceType":"Parameters"}', '2023-10-15T12:00:00+00:00', '2023-10-15T12:00:07+00:00', NULL);

-- Users that the first one must not be taken for: other letter case, a blank at the end, a pattern, none.
INSERT INTO report_job VALUES
  ('0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be004', 'dk.example.reports.Fremmed', '0AACA7CD-67C3-48DD-A8C4-0CCEECB5D276',
   'DONE', NULL, '{"resourceType":"Parameters"}', '2023-10-12T10:00:00+00:00', NULL, NULL),
  ('0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be005', 'dk.example.reports.Fremmed', '0aaca7cd-67c3-48dd-a8c4-0cceecb5d276 ',
   'DONE', NULL, '{"resourceType":"Parameters"}', '2023-10-12T10:00:00+00:00', NULL, NULL),
  ('0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be006', 'dk.example.reports.Fremmed', '%',
   'DONE', NULL, '{"resourceType":"Parameters"}', '2023-10-12T10:00:00+00:00', NULL, NULL),
  ('0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be007', 'dk.example.reports.Fremmed', '',
   'DONE', NULL, '{"resourceType":"Parameters"}', '2023-10-12T10:00:00+00:00', NULL, NULL);

-- And 300 ordinary ones, of four users, in every state: of each ten, six have ended, two run, two wait.
WITH RECURSIVE
  number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 300),
  owner(k, user_id, organization) AS (VALUES
    (0, '0aaca7cd-67c3-48dd-a8c4-0cceecb5d276', 'Aarhus Kommune'),
    (1, '3f1d6a52-8c1b-4e7a-9b60-b0b8c7a6d001', 'Region Sjælland'),
    (2, '91c2e0b4-5d0f-4c39-a6f3-1f2e3d4c5b6a', 'Læsø Kommune'),
    (3, 'd7e8f901-2345-4678-9abc-def012345678', 'Rigshospitalet "Nord"')),
  state(d, status, started, ended, has_binary) AS (VALUES
    (0, 'QUEUED',    0, 0, 0),
    (1, 'SCHEDULED', 0, 0, 0),
    (2, 'RUNNING',   1, 0, 0),
    (3, 'RUNNING',   1, 0, 0),
    (4, 'DONE',      1, 1, 1),
    (5, 'DONE',      1, 1, 1),
    (6, 'DONE',      1, 1, 1),
    (7, 'FAILED',    1, 1, 0),
    (8, 'FAILED',    1, 1, 1),  -- failed jobs with a binary have been seen
    (9, 'CANCELLED', 0, 1, 0)), -- before it began
  class(c, name) AS (VALUES
    (0, 'com.systematic.ehealth.reporting.reports.PatientsUsageReport'),
    (1, 'com.systematic.ehealth.reporting.reports.EmployeesUsageReport'),
    (2, 'com.systematic.ehealth.reporting.reports.MeasurementsReport'))
INSERT INTO report_job
SELECT
  printf('%08x-0000-4000-8000-%012x', n * 2654435761 % 4294967296, n),
  name,
  user_id,
  status,
  iif(has_binary, 'https://reporting.local.ehealth.sundhed.dk/fhir/Binary/' || (1000 + n), NULL),
  json_object('resourceType', 'Parameters', 'parameter', json_array(
    json_object('name', 'anonymization', 'valueString', iif(n % 2, 'None', 'Full')),
    json_object('name', 'organization', 'valueReference', json_object('display', organization)),
    json_object('name', 'from', 'valueDate', date('2023-01-01', '+' || n || ' days')),
    json_object('name', 'rows', 'valueInteger', n * 10))),
  strftime('%Y-%m-%dT%H:%M:%S+00:00', '2023-11-01', '+' || (n * 97) || ' minutes'),
  iif(started, strftime('%Y-%m-%dT%H:%M:%S+00:00', '2023-11-01', '+' || (n * 97 + n % 7) || ' minutes', '+20 seconds'), NULL),
  iif(ended, strftime('%Y-%m-%dT%H:%M:%S+00:00', '2023-11-01', '+' || (n * 97 + n * n % 5000 + 7) || ' minutes', '+45 seconds'), NULL)
FROM number
JOIN owner ON k = n % 4
JOIN state ON d = n / 4 % 10
JOIN class ON c = n % 3
ORDER BY n;

COMMIT;
