-- Who may see an item by its own labels (v3-Confidentiality, v3-ActCode). V is for nobody but by an override.
insert into label (code, name) values
    ('V', 'Very restricted'), ('R', 'Restricted'), ('PSY', 'Psychiatry'), ('ETH', 'Substance abuse'),
    ('ETHUD', 'Alcohol use disorder'), ('OPIOIDUD', 'Opioid use disorder'),
    ('SDV', 'Sexual assault, abuse or domestic violence'), ('HIV', 'HIV and AIDS'),
    ('STD', 'Sexually transmitted disease'), ('SEX', 'Sexuality and reproductive health'), ('PREGNANT', 'Pregnancy');

insert into label_rule (matrix, label, role_group)
select '2026-01', g.label, unnest(string_to_array(g.role_groups, ' '))
from (values
    ('R', 'Doc Nur MH Amb Pha SW Care MHA Cit'),
    ('PSY', 'Doc Nur MH Amb Pha SW MHA Cit'),
    ('ETH', 'Doc Nur MH Amb Pha SW Cit'),
    ('ETHUD', 'Doc Nur MH Amb Pha SW Cit'),
    ('OPIOIDUD', 'Doc Nur MH Amb Pha SW Cit'),
    ('SDV', 'Doc Nur MH Amb SW Cit'),
    ('HIV', 'Doc Nur Pha Cit'),
    ('STD', 'Doc Nur Cit'),
    ('SEX', 'Doc Nur Cit'),
    ('PREGNANT', 'Doc Nur MH Amb Pha Cit')) as g(label, role_groups);

update access_matrix set state = 'active' where version = '2026-01';
