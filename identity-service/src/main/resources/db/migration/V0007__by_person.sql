-- Evidence asks for every link that a person ever had, and for every number of a person, however many people there are.
drop index link_person;
create index link_person on link (person);
create index nhs_number_person on nhs_number (person);
