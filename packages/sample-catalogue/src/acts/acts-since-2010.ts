// Facts: public general Acts since 2010, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const actsSince2010 = `
2010|4|Corporation Tax Act|FINANCE & TAXATION|P
2010|9|Child Poverty Act||P
2010|10|Third Parties (Rights against Insurers) Act|HR: Insurance / Compensation / Wages / Benefits|
2010|11|Cluster Munitions (Prohibitions) Act||
2010|15|Equality Act|EQUALITY & HUMAN RIGHTS|P
2010|20|Sunbeds (Regulation) Act|HEALTH: Public|
2010|23|Bribery Act|COMPANIES & BUSINESS|
2010|24|Digital Economy Act||P
2010|25|Constitutional Reform and Governance Act||P
2010|27|Energy Act|ENERGY|P
2010|29|Flood and Water Management Act|FLOOD & COASTAL RISK|P
2010|32|Academies Act|EDUCATION|P
2011|5|Postal Services Act||P
2011|13|Police Reform and Social Responsibility Act|CRIME & POLICING|P
2011|16|Energy Act|ENERGY|P
2011|20|Localism Act|LOCAL GOVERNMENT|P
2011|21|Education Act|EDUCATION|P
2011|24|Public Bodies Act||P
2011|25|Charities Act||P
2012|5|Welfare Reform Act|HR: Insurance / Compensation / Wages / Benefits|P
2012|7|Health and Social Care Act|HEALTH: Patient Safety|P
2012|9|Protection of Freedoms Act|DATA PROTECTION|P
2012|10|Legal Aid, Sentencing and Punishment of Offenders Act|JUSTICE & COURTS|P
2012|11|Scotland Act||P
2012|17|Local Government Finance Act|LOCAL GOVERNMENT|P
2012|19|Civil Aviation Act|TRANSPORT: Air Safety|P
2012|21|Financial Services Act|FINANCE & TAXATION|P
2013|10|Scrap Metal Dealers Act|WASTE|
2013|14|Mobile Homes Act|HOUSING|
2013|15|Antarctic Act|ANTARCTICA|P
2013|18|Justice and Security Act|JUSTICE & COURTS|P
2013|20|Succession to the Crown Act||
2013|22|Crime and Courts Act|JUSTICE & COURTS|P
2013|23|Marine Navigation Act|TRANSPORT: Harbours & Shipping|
2013|24|Enterprise and Regulatory Reform Act|COMPANIES & BUSINESS|P
2013|25|Public Service Pensions Act|HR: Pensions|P
2013|26|Defamation Act|JUSTICE & COURTS|
2013|27|Growth and Infrastructure Act|PLANNING: Infrastructure|P
2013|30|Marriage (Same Sex Couples) Act|EQUALITY & HUMAN RIGHTS|P
2013|32|Energy Act|ENERGY|P
2014|2|Local Audit and Accountability Act|LOCAL GOVERNMENT|P
2014|6|Children and Families Act||P
2014|11|Offender Rehabilitation Act|JUSTICE & COURTS|P
2014|12|Anti-social Behaviour, Crime and Policing Act|CRIME & POLICING|P
2014|18|Intellectual Property Act||
2014|19|Pensions Act|HR: Pensions|P
2014|21|Water Act|WATER & WASTEWATER|P
2014|22|Immigration Act||P
2014|23|Care Act|HEALTH: Patient Safety|P
2015|4|Insurance Act|COMPANIES & BUSINESS|
2015|6|Counter-Terrorism and Security Act|CRIME & POLICING|P
2015|7|Infrastructure Act|PLANNING: Infrastructure|P
2015|9|Serious Crime Act|CRIME & POLICING|P
2015|15|Consumer Rights Act|PUBLIC: Consumer / Product Safety|P
2015|20|Deregulation Act|COMPANIES & BUSINESS|P
2015|26|Small Business, Enterprise and Employment Act|COMPANIES & BUSINESS|P
2015|30|Modern Slavery Act|HR: Employment|P
2016|1|Cities and Local Government Devolution Act|LOCAL GOVERNMENT|P
2016|2|Psychoactive Substances Act|HEALTH: Drug & Medicine Safety|
2016|7|Welfare Reform and Work Act|HR: Insurance / Compensation / Wages / Benefits|P
2016|11|Scotland Act||P
2016|12|Enterprise Act|COMPANIES & BUSINESS|P
2016|15|Trade Union Act|HR: Employment|P
2016|19|Immigration Act||P
2016|20|Energy Act|ENERGY|P
2016|22|Housing and Planning Act|HOUSING|P
2016|25|Investigatory Powers Act|CRIME & POLICING|P
2017|3|Policing and Crime Act|CRIME & POLICING|P
2017|4|Wales Act||P
2017|13|Homelessness Reduction Act|HOUSING|
2017|16|Children and Social Work Act||P
2017|20|Neighbourhood Planning Act|TOWN & COUNTRY PLANNING|P
2017|21|Bus Services Act|TRANSPORT: Road Safety|
2017|22|Criminal Finances Act|CRIME & POLICING|
2017|29|Higher Education and Research Act|EDUCATION|P
2017|30|Digital Economy Act||P
2018|5|Space Industry Act|TRANSPORT: Air Safety|
2018|9|Laser Misuse (Vehicles) Act|TRANSPORT: Air Safety|
2018|12|Data Protection Act|DATA PROTECTION|P
2018|13|Sanctions and Anti-Money Laundering Act|FINANCE & TAXATION|P
2018|15|Nuclear Safeguards Act|NUCLEAR & RADIOLOGICAL|
2018|16|European Union (Withdrawal) Act||P
2018|18|Automated and Electric Vehicles Act|TRANSPORT: Road Safety|P
2018|21|Domestic Gas and Electricity (Tariff Cap) Act|ENERGY|
2018|23|Assaults on Emergency Workers (Offences) Act|CRIME & POLICING|
2018|24|Parental Bereavement (Leave and Pay) Act|HR: Employment|
2018|29|Civil Liability Act|HR: Insurance / Compensation / Wages / Benefits|
2018|30|Ivory Act|WILDLIFE & COUNTRYSIDE|
2018|34|Homes (Fitness for Human Habitation) Act|HOUSING|
2019|3|Counter-Terrorism and Border Security Act|CRIME & POLICING|
2019|4|Tenant Fees Act|HOUSING|
2019|15|Animal Welfare (Service Animals) Act|ANIMALS & ANIMAL HEALTH|
2019|17|Offensive Weapons Act|CRIME & POLICING|
2019|18|Mental Capacity (Amendment) Act|HEALTH: Patient Safety|
2019|24|Wild Animals in Circuses Act|ANIMALS & ANIMAL HEALTH|
2020|1|European Union (Withdrawal Agreement) Act||P
2020|7|Coronavirus Act|HEALTH: Coronavirus|P
2020|11|Divorce, Dissolution and Separation Act|JUSTICE & COURTS|
2020|12|Corporate Insolvency and Governance Act|COMPANIES & BUSINESS|P
2020|16|Business and Planning Act|COMPANIES & BUSINESS|P
2020|17|Sentencing Act|JUSTICE & COURTS|P
2020|21|Agriculture Act|AGRICULTURE|P
2020|22|Fisheries Act|FISHERIES & FISHING|P
2020|27|United Kingdom Internal Market Act|COMPANIES & BUSINESS|P
2021|1|Pension Schemes Act|HR: Pensions|
2021|3|Medicines and Medical Devices Act|HEALTH: Drug & Medicine Safety|
2021|10|Trade Act||P
2021|12|Air Traffic Management and Unmanned Aircraft Act|TRANSPORT: Air Safety|
2021|17|Domestic Abuse Act|CRIME & POLICING|P
2021|21|Animal Welfare (Sentencing) Act|ANIMALS & ANIMAL HEALTH|
2021|22|Financial Services Act|FINANCE & TAXATION|P
2021|24|Fire Safety Act|FIRE|
2021|25|National Security and Investment Act|COMPANIES & BUSINESS|
2021|30|Environment Act|ENVIRONMENTAL PROTECTION|P
2021|31|Telecommunications (Security) Act||
2021|35|Armed Forces Act||
2022|1|Leasehold Reform (Ground Rent) Act|HOUSING|
2022|22|Animal Welfare (Sentience) Act|ANIMALS & ANIMAL HEALTH|
2022|23|Subsidy Control Act|COMPANIES & BUSINESS|
2022|30|Building Safety Act|PUBLIC: Building Safety|
2022|31|Health and Care Act|HEALTH: Patient Safety|
2022|32|Police, Crime, Sentencing and Courts Act|CRIME & POLICING|
2022|35|Judicial Review and Courts Act|JUSTICE & COURTS|
2022|36|Nationality and Borders Act||P
2022|37|Elections Act||
2022|46|Product Security and Telecommunications Infrastructure Act|PUBLIC: Consumer / Product Safety|
2023|6|Genetic Technology (Precision Breeding) Act|GMOs|
2023|15|Public Order Act|CRIME & POLICING|
2023|18|Carer's Leave Act|HR: Employment|
2023|28|Retained EU Law (Revocation and Reform) Act||P
2023|29|Financial Services and Markets Act|FINANCE & TAXATION|
2023|32|National Security Act||
2023|36|Social Housing (Regulation) Act|HOUSING|
2023|50|Online Safety Act||
2023|51|Worker Protection (Amendment of Equality Act 2010) Act|EQUALITY & HUMAN RIGHTS|
2023|52|Energy Act|ENERGY|
2023|54|Procurement Act||
2023|55|Levelling-up and Regeneration Act|TOWN & COUNTRY PLANNING|
2023|56|Economic Crime and Corporate Transparency Act|COMPANIES & BUSINESS|
2024|10|Automated Vehicles Act|TRANSPORT: Road Safety|
2024|11|Animal Welfare (Livestock Exports) Act|ANIMALS & ANIMAL HEALTH|
2024|13|Digital Markets, Competition and Consumers Act|PUBLIC: Consumer / Product Safety|
2024|15|Media Act||
2024|21|Victims and Prisoners Act|JUSTICE & COURTS|
2024|22|Leasehold and Freehold Reform Act|HOUSING|
2025|5|Water (Special Measures) Act|WATER & WASTEWATER|
2025|10|Terrorism (Protection of Premises) Act|PUBLIC: Building Safety|
2025|18|Data (Use and Access) Act|DATA PROTECTION|
`;
