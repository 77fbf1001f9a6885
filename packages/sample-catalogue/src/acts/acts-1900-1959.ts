// Facts: public general Acts from 1900 to 1959, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const acts1900To1959 = `
1901|22|Factory and Workshop Act|OH&S: Occupational / Personal Safety|R
1902|42|Education Act|EDUCATION|R
1906|14|Alkali, &c. Works Regulation Act|AIR QUALITY|R
1906|25|Open Spaces Act|WILDLIFE & COUNTRYSIDE|P
1906|41|Marine Insurance Act|TRANSPORT: Harbours & Shipping|
1906|47|Trade Disputes Act|HR: Employment|R
1906|55|Public Trustee Act||P
1906|58|Workmen's Compensation Act|HR: Insurance / Compensation / Wages / Benefits|R
1907|24|Limited Partnerships Act|COMPANIES & BUSINESS|P
1907|51|Sheriff Courts (Scotland) Act|JUSTICE & COURTS|P
1908|36|Small Holdings and Allotments Act|AGRICULTURE|P
1908|67|Children Act||R
1908|69|Companies (Consolidation) Act|COMPANIES & BUSINESS|R
1909|22|Trade Boards Act|HR: Employment|R
1909|44|Housing, Town Planning, &c. Act|TOWN & COUNTRY PLANNING|R
1911|6|Perjury Act|JUSTICE & COURTS|P
1911|13|Parliament Act||P
1911|27|Protection of Animals Act|ANIMALS & ANIMAL HEALTH|P
1911|28|Official Secrets Act||P
1911|46|Copyright Act||R
1911|50|Coal Mines Act|OH&S: Mines & Quarries|R
1911|55|National Insurance Act|HR: Insurance / Compensation / Wages / Benefits|R
1913|27|Forgery Act|CRIME & POLICING|R
1914|59|Bankruptcy Act|COMPANIES & BUSINESS|R
1916|50|Larceny Act|CRIME & POLICING|R
1918|39|Education Act|EDUCATION|R
1918|64|Representation of the People Act||R
1919|58|Forestry Act|TREES: Forestry & Timber|R
1919|71|Sex Disqualification (Removal) Act|EQUALITY & HUMAN RIGHTS|P
1919|100|Electricity (Supply) Act|ENERGY|R
1920|65|Employment of Women, Young Persons, and Children Act|HR: Working Time|P
1920|67|Government of Ireland Act||R
1920|75|Official Secrets Act||P
1921|55|Railways Act|TRANSPORT: Rail Safety|R
1925|18|Settled Land Act||P
1925|19|Trustee Act||P
1925|20|Law of Property Act||P
1925|21|Land Registration Act||R
1925|23|Administration of Estates Act||P
1925|38|Performing Animals (Regulation) Act|ANIMALS & ANIMAL HEALTH|P
1927|36|Landlord and Tenant Act|HOUSING|P
1928|32|Petroleum (Consolidation) Act|FIRE: Dangerous and Explosive Substances|R
1929|34|Infant Life (Preservation) Act||
1930|25|Third Parties (Rights against Insurers) Act|HR: Insurance / Compensation / Wages / Benefits|R
1930|43|Road Traffic Act|TRANSPORT: Road Safety|R
1931|4|Statute of Westminster||P
1933|12|Children and Young Persons Act||P
1933|13|Foreign Judgments (Reciprocal Enforcement) Act|JUSTICE & COURTS|P
1933|51|Local Government Act|LOCAL GOVERNMENT|R
1934|36|Petroleum (Production) Act|ENERGY|R
1934|41|Law Reform (Miscellaneous Provisions) Act|JUSTICE & COURTS|P
1936|6|Public Order Act|CRIME & POLICING|P
1936|49|Public Health Act|HEALTH: Public|P
1936|51|Housing Act|HOUSING|R
1937|37|Children and Young Persons (Scotland) Act||P
1937|67|Factories Act|OH&S: Occupational / Personal Safety|R
1938|22|Trade Marks Act||R
1938|36|Infanticide Act||
1938|56|Food and Drugs Act|FOOD|R
1938|70|Holidays with Pay Act|HR: Working Time|R
1939|13|Cancer Act|HEALTH: Public|P
1939|21|Limitation Act|JUSTICE & COURTS|R
1943|40|Law Reform (Frustrated Contracts) Act||
1944|31|Education Act|EDUCATION|R
1945|28|Law Reform (Contributory Negligence) Act|JUSTICE & COURTS|
1945|42|Water Act|WATER & WASTEWATER|R
1946|36|Statutory Instruments Act||
1946|45|United Nations Act||
1946|59|Coal Industry Nationalisation Act|ENERGY|P
1946|73|Hill Farming Act|AGRICULTURE|P
1946|80|Atomic Energy Act|NUCLEAR & RADIOLOGICAL|P
1946|81|National Health Service Act|HEALTH: Public|R
1947|41|Fire Services Act|FIRE|R
1947|44|Crown Proceedings Act|JUSTICE & COURTS|P
1947|48|Agriculture Act|AGRICULTURE|P
1947|51|Town and Country Planning Act|TOWN & COUNTRY PLANNING|R
1948|29|National Assistance Act|HR: Insurance / Compensation / Wages / Benefits|P
1948|37|Radioactive Substances Act|NUCLEAR & RADIOLOGICAL|R
1948|38|Companies Act|COMPANIES & BUSINESS|R
1948|41|Law Reform (Personal Injuries) Act|HR: Insurance / Compensation / Wages / Benefits|P
1948|45|Agriculture (Scotland) Act|AGRICULTURE|P
1948|58|Criminal Justice Act|JUSTICE & COURTS|P
1949|42|Lands Tribunal Act|JUSTICE & COURTS|P
1949|74|Coast Protection Act|FLOOD & COASTAL RISK|P
1949|76|Marriage Act||P
1949|88|Registered Designs Act||P
1949|97|National Parks and Access to the Countryside Act|WILDLIFE & COUNTRYSIDE|P
1949|103|Parliament Act||
1950|27|Arbitration Act|JUSTICE & COURTS|P
1950|28|Shops Act|HR: Working Time|R
1951|35|Pet Animals Act|ANIMALS & ANIMAL HEALTH|P
1952|52|Prison Act|JUSTICE & COURTS|P
1952|55|Magistrates' Courts Act|JUSTICE & COURTS|R
1952|66|Defamation Act|JUSTICE & COURTS|P
1953|14|Prevention of Crime Act|CRIME & POLICING|P
1953|20|Births and Deaths Registration Act||P
1953|28|Dogs (Protection of Livestock) Act|ANIMALS & ANIMAL HEALTH|P
1954|30|Protection of Birds Act|WILDLIFE & COUNTRYSIDE|R
1954|32|Atomic Energy Authority Act|NUCLEAR & RADIOLOGICAL|P
1954|56|Landlord and Tenant Act|HOUSING|P
1954|68|Pests Act|AGRICULTURE|P
1954|70|Mines and Quarries Act|OH&S: Mines & Quarries|P
1956|49|Agriculture (Safety, Health and Welfare Provisions) Act|OH&S: Occupational / Personal Safety|P
1956|52|Clean Air Act|AIR QUALITY|R
1956|69|Sexual Offences Act|CRIME & POLICING|P
1956|74|Copyright Act||R
1957|11|Homicide Act|CRIME & POLICING|P
1957|31|Occupiers' Liability Act|OH&S: Occupational / Personal Safety|
1957|36|Cheques Act|FINANCE & TAXATION|
1957|56|Housing Act|HOUSING|R
1958|51|Public Records Act||P
1958|53|Variation of Trusts Act||P
1958|69|Opencast Coal Act|OH&S: Mines & Quarries|P
1959|25|Highways Act|TRANSPORT: Road Safety|R
1959|54|Weeds Act|AGRICULTURE|P
1959|57|Street Offences Act|CRIME & POLICING|P
1959|66|Obscene Publications Act|CRIME & POLICING|P
1959|72|Mental Health Act|HEALTH: Patient Safety|R
`;
