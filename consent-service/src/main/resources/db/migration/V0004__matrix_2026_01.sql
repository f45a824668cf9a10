-- Matrix 2026-01: F full, K key facts only, A administrative fields only, B after an override only, - nothing.
insert into information_category (code, name) values
    ('cat-01', 'Demographics and NHS number'), ('cat-02', 'Emergency contacts'),
    ('cat-03', 'Social care assessment'), ('cat-04', 'Care providers and services used'),
    ('cat-05', 'Safeguarding'), ('cat-06', 'Legal status for being in the UK'),
    ('cat-07', 'Conditions and illnesses'), ('cat-08', 'Operations'),
    ('cat-09', 'Medication'), ('cat-10', 'Alerts, risks and allergies'),
    ('cat-11', 'Medical and maternity history, immunisations'), ('cat-12', 'Birth and neonatal'),
    ('cat-13', 'Inpatient and outpatient care'), ('cat-14', 'Appointments'),
    ('cat-15', 'Documents'), ('cat-16', 'Results of investigations and laboratory tests'),
    ('cat-17', 'Reports'), ('cat-18', 'Examinations'),
    ('cat-19', 'Trials and studies'), ('cat-20', 'Mental Health Act'),
    ('cat-21', 'Supportive care and end of life, treatment escalation plan'),
    ('cat-22', 'Summary when a service finishes');

insert into facet (code, category, name) values
    ('cat-10/allergy', 'cat-10', 'Allergies and intolerances'),
    ('cat-10/staff-safety', 'cat-10', 'Staff safety flags'),
    ('cat-11/immunisation', 'cat-11', 'Immunisations'),
    ('cat-15/care-plan', 'cat-15', 'Care plans'),
    ('cat-15/tep', 'cat-15', 'Treatment escalation plans'),
    ('cat-15/discharge', 'cat-15', 'Discharge summaries'),
    ('cat-15/social', 'cat-15', 'Social care documents'),
    ('cat-15/mha', 'cat-15', 'Mental Health Act papers');

insert into role_group (place, code, name, kind) values
    (1, 'Doc', 'Doctors', 'care'), (2, 'Nur', 'Nurses, midwives, allied health professionals', 'care'),
    (3, 'MH', 'Mental health practitioners', 'care'), (4, 'Amb', 'Paramedics', 'care'),
    (5, 'Pha', 'Pharmacists', 'care'), (6, 'SW', 'Social workers', 'care'),
    (7, 'Care', 'Care home and support workers', 'care'),
    (8, 'Cler', 'Reception, ward and outpatient clerks, secretaries', 'administrative'),
    (9, 'Dem', 'Demographic and records administrators', 'administrative'),
    (10, 'MHA', 'Mental Health Act administrators', 'administrative'),
    (11, 'Cit', 'The citizen, or a recorded proxy', 'citizen'),
    (12, 'Oversight', 'Privacy officer, Caldicott guardian, audit manager', 'oversight'),
    (13, 'Analyst', 'Analysts and information officers', 'analyst'),
    (14, 'Support', 'System support', 'support');

insert into access_matrix (version, state, purposes) values ('2026-01', 'draft', array['TREAT', 'ETREAT', 'COC']);

insert into role_code (matrix, role_group, code)
select '2026-01', g.role_group, unnest(string_to_array(g.codes, ' '))
from (values
    ('Doc', 'R8000 R0050 R0260 R0270 R6200 R6300'),
    ('Nur', 'R8001 R8003 R8016 R1110 R0950'),
    ('MH', 'R1981 R1975 R1310 R1300'),
    ('Amb', 'R1070 R1100'),
    ('Pha', 'R1290'),
    ('SW', 'R8014 R1330 R1340 R9565 R9570 R9575 R9515 R9520 R9525 R9530 R9535'),
    ('Care', 'R1450 R1460 R9725'),
    ('Cler', 'R8006 R8009 R8010 R6010 R6030'),
    ('Dem', 'R5110 R8013 R1984'),
    ('MHA', 'R6100'),
    ('Oversight', 'R0001 R5105 R5100'),
    ('Analyst', 'R1840 R8012'),
    ('Support', 'R8015')) as g(role_group, codes);

insert into access_level (matrix, category, role_group, condition, level)
select '2026-01', g.category, c.role_group,
    case when c.cell like '%*' then 'review' else '' end,
    case when c.cell = '-' then 'none' else rtrim(c.cell, '*') end
from (values
    --         Doc  Nur  MH   Amb  Pha  SW   Care Cler Dem  MHA  Cit
    ('cat-01', 'F', 'F', 'F', 'F', 'F', 'F', 'F', 'F', 'F', 'F', 'F'),
    ('cat-02', 'F', 'F', 'F', 'F', 'K', 'F', 'F', 'F', 'A', 'K', 'F'),
    ('cat-03', 'F', 'K', 'F', 'K', '-', 'F', 'K', '-', '-', '-', 'F*'),
    ('cat-04', 'F', 'F', 'F', 'F', 'K', 'F', 'K', 'K', 'A', 'K', 'F'),
    ('cat-05', 'F', 'K', 'F', 'K', '-', 'F', 'K', '-', '-', '-', 'B*'),
    ('cat-06', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-', 'F'),
    ('cat-07', 'F', 'F', 'F', 'F', 'F', 'K', 'K', '-', '-', '-', 'F'),
    ('cat-08', 'F', 'F', 'F', 'F', 'K', '-', '-', '-', '-', '-', 'F'),
    ('cat-09', 'F', 'F', 'F', 'F', 'F', 'K', 'F', '-', '-', '-', 'F'),
    ('cat-10', 'F', 'F', 'F', 'F', 'F', 'K', 'F', '-', '-', 'K', 'F*'),
    ('cat-11', 'F', 'F', 'F', 'K', 'K', '-', 'K', '-', '-', '-', 'F'),
    ('cat-12', 'F', 'F', 'K', 'K', '-', '-', '-', '-', '-', '-', 'F'),
    ('cat-13', 'F', 'F', 'F', 'K', 'K', 'K', 'K', 'A', 'A', 'K', 'F'),
    ('cat-14', 'F', 'F', 'F', 'K', 'K', 'K', 'K', 'F', '-', '-', 'F'),
    ('cat-15', 'F', 'F', 'F', 'K', 'K', 'K', 'K', 'A', '-', 'A', 'F*'),
    ('cat-16', 'F', 'F', 'F', 'K', 'F', '-', '-', '-', '-', '-', 'F'),
    ('cat-17', 'F', 'F', 'F', 'K', '-', '-', '-', '-', '-', '-', 'F'),
    ('cat-18', 'F', 'F', 'F', 'F', 'K', '-', 'K', '-', '-', '-', 'F'),
    ('cat-19', 'F', 'K', 'K', 'K', 'F', '-', '-', '-', '-', '-', 'F'),
    ('cat-20', 'F', 'K', 'F', 'K', '-', 'K', '-', '-', '-', 'F', 'F'),
    ('cat-21', 'F', 'F', 'F', 'F', 'K', 'K', 'F', '-', '-', '-', 'F'),
    ('cat-22', 'F', 'F', 'F', 'K', 'F', 'K', 'K', '-', '-', '-', 'F')
) as g(category, doc, nur, mh, amb, pha, sw, care, cler, dem, mha, cit)
cross join lateral (values
    ('Doc', g.doc), ('Nur', g.nur), ('MH', g.mh), ('Amb', g.amb), ('Pha', g.pha), ('SW', g.sw),
    ('Care', g.care), ('Cler', g.cler), ('Dem', g.dem), ('MHA', g.mha), ('Cit', g.cit)) as c(role_group, cell);

-- The cells with a note.
insert into access_level (matrix, category, role_group, facet, condition, level) values
    ('2026-01', 'cat-06', 'SW', '', 'duty', 'K'),
    ('2026-01', 'cat-06', 'Cler', '', 'overseas-visitor-team', 'F'),
    ('2026-01', 'cat-10', 'Cler', 'cat-10/staff-safety', '', 'K'),
    ('2026-01', 'cat-11', 'Care', 'cat-11/immunisation', '', 'F'),
    ('2026-01', 'cat-15', 'Amb', 'cat-15/care-plan', '', 'F'),
    ('2026-01', 'cat-15', 'Amb', 'cat-15/tep', '', 'F'),
    ('2026-01', 'cat-15', 'Pha', 'cat-15/discharge', '', 'F'),
    ('2026-01', 'cat-15', 'SW', 'cat-15/social', '', 'F'),
    ('2026-01', 'cat-15', 'Care', 'cat-15/care-plan', '', 'F'),
    ('2026-01', 'cat-15', 'MHA', 'cat-15/mha', '', 'F'),
    ('2026-01', 'cat-20', 'SW', '', 'role:R1340', 'F');

-- Allergies are never hidden from a care role that has category 10: their own level, the category's, never under K.
insert into access_level (matrix, category, role_group, facet, level)
select l.matrix, l.category, l.role_group, 'cat-10/allergy', l.level
from access_level l join role_group g on g.code = l.role_group
where l.matrix = '2026-01' and l.category = 'cat-10' and l.facet = '' and g.kind = 'care' and l.level in ('F', 'K');
