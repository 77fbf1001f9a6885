// What unclassified laws are about: under each family, R regulations, O orders, P finished wording with places, A Acts, ! made in London only; a year ends a line that is younger.
export const generalTitles = `
# (none)
R!|Representation of the People
R!|Parliamentary Elections (Returning Officers' Charges)
R!|Immigration and Nationality (Fees)|2003
R|Registration of Births, Deaths and Marriages (Fees)
R|Adoption Agencies|1983
R|Fostering of Children
R|Children's Homes
R!|Child Support (Maintenance Calculations)|1993
R!|Child Benefit (General)|1976
R|Charities (Accounts and Reports)
R!|Charities (Protection and Social Investment)|2016
R|Licensing (Fees)
R!|Gambling (Operating Licence and Single-Machine Permit Fees)|2006
R!|Patents
R!|Trade Marks
R!|Copyright and Rights in Performances|1995
R|Land Registration (Fees)
R|Land Charges
R!|Betting and Gaming Duties
R!|Wireless Telegraphy (Licence Charges)
R!|Television Licences (Disabled Persons) (Reduced Fees)
R!|Postal Services
R!|Broadcasting (Restrictions on the Holding of Licences)|1991
R!|Public Lending Right Scheme
R|Marriage (Registration of Particulars)
R!|Welsh Language (Standards)|2015
R!|Gaelic Language|2006
R!|Scottish Parliament (Elections etc.)|1999
R!|Northern Ireland Assembly (Elections)|1998
R!|European Parliamentary Elections|1978
R!|Sanctions ({country})|2018
R!|Export Control ({country} Sanctions)|2003
R|Civil Contingencies Act 2004 (Contingency Planning)|2005
R|Childcare (Fees)|2008
R!|Disclosure and Barring Service (Transfer of Functions)|2012
R|Care Leavers
R!|Adults with Incapacity (Accounts and Funds)|2001
R|Public Records (Transfer)
R!|National Lottery Distribution|1994
R|Sports Councils
R|Tourism (Sleeping Accommodation Price Display)
O!|Transfer of Functions (Secretary of State)
O!|Naval, Military and Air Forces (Discipline)
O!|Diplomatic Privileges
O!|Extradition ({country})
O!|Merchandise Marks (Imported Goods)
O!|Public Bodies (Abolition)|2011
O!|Parliamentary Constituencies
O|Licensing Act (Hours)
O|National Assistance (Charges)
O!|Air Force (Constitution)
O|Bank Holidays
O!|Overseas Territories (Constitution)
O|Scottish Public Services Ombudsman|2002
O|Public Services Reform|2010
O|Commissioner for Older People|2006
P!|{country} (Sanctions) (Overseas Territories) Order|1990
P!|{country} (Restrictive Measures) Order|1995
P!|European Communities (Definition of Treaties) ({country}) Order|1972
P!|Social Security ({country}) (Reciprocal Agreement) Order
P!|Parliamentary Constituencies ({place}) Order
P|{place} (Changing of Names of Charities) Order
P!|Royal Charter ({place} University) Order
P|{place} Licensing District Order
P|{place} Museum (Transfer of Property) Order
P|{place} Market (Maintenance of Rights) Order
A|Adoption and Children
A|Adult Support and Protection
A|Budget
A|Carers
A|Charities
A|Children
A|Children and Young People
A|Family Law
A|Human Trafficking and Exploitation
A|Land Registration
A|Licensing
A|Marriage and Civil Partnership
A|Official Languages
A|Public Services Reform
A|Social Services and Well-being
A|Gambling
A|Interpretation
A|Electoral Administration
A|Trusts and Succession
A|Tied Pubs
A|Protection of Vulnerable Groups
A|Public Services Ombudsman
A|Title Conditions
`;
