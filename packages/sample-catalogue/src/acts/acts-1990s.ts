// Facts: public general Acts of the 1990s, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const acts1990s = `
1990|8|Town and Country Planning Act|TOWN & COUNTRY PLANNING|P
1990|9|Planning (Listed Buildings and Conservation Areas) Act|HISTORIC ENVIRONMENT|P
1990|10|Planning (Hazardous Substances) Act|TOWN & COUNTRY PLANNING|P
1990|16|Food Safety Act|FOOD|P
1990|18|Computer Misuse Act|DATA PROTECTION|P
1990|19|National Health Service and Community Care Act|HEALTH: Patient Safety|P
1990|23|Access to Health Records Act|DATA PROTECTION|P
1990|31|Aviation and Maritime Security Act|TRANSPORT: Air Safety|P
1990|37|Human Fertilisation and Embryology Act|HEALTH: Patient Safety|P
1990|41|Courts and Legal Services Act|JUSTICE & COURTS|P
1990|42|Broadcasting Act||P
1990|43|Environmental Protection Act|ENVIRONMENTAL PROTECTION|P
1991|22|New Roads and Street Works Act|TRANSPORT: Road Safety|P
1991|28|Natural Heritage (Scotland) Act|WILDLIFE & COUNTRYSIDE|P
1991|34|Planning and Compensation Act|TOWN & COUNTRY PLANNING|P
1991|40|Road Traffic Act|TRANSPORT: Road Safety|P
1991|45|Coal Mining Subsidence Act|OH&S: Mines & Quarries|P
1991|48|Child Support Act||P
1991|50|Age of Legal Capacity (Scotland) Act||P
1991|53|Criminal Justice Act|JUSTICE & COURTS|P
1991|54|Deer Act|WILDLIFE & COUNTRYSIDE|P
1991|56|Water Industry Act|WATER & WASTEWATER|P
1991|57|Water Resources Act|WATER & WASTEWATER|P
1991|59|Land Drainage Act|FLOOD & COASTAL RISK|P
1991|65|Dangerous Dogs Act|ANIMALS & ANIMAL HEALTH|P
1992|4|Social Security Contributions and Benefits Act|HR: Insurance / Compensation / Wages / Benefits|P
1992|5|Social Security Administration Act|HR: Insurance / Compensation / Wages / Benefits|P
1992|12|Taxation of Chargeable Gains Act|FINANCE & TAXATION|P
1992|13|Further and Higher Education Act|EDUCATION|P
1992|14|Local Government Finance Act|LOCAL GOVERNMENT|P
1992|15|Offshore Safety Act|OH&S: Offshore Safety|P
1992|23|Access to Neighbouring Land Act|BUILDINGS|
1992|40|Friendly Societies Act|FINANCE & TAXATION|P
1992|42|Transport and Works Act|PLANNING: Infrastructure|P
1992|43|Competition and Service (Utilities) Act|COMPANIES & BUSINESS|P
1992|50|Carriage of Goods by Sea Act|TRANSPORT: Harbours & Shipping|
1992|51|Protection of Badgers Act|WILDLIFE & COUNTRYSIDE|P
1992|52|Trade Union and Labour Relations (Consolidation) Act|HR: Employment|P
1992|53|Tribunals and Inquiries Act|JUSTICE & COURTS|P
1993|8|Judicial Pensions and Retirement Act|HR: Pensions|P
1993|10|Charities Act||R
1993|11|Clean Air Act|AIR QUALITY|P
1993|12|Radioactive Substances Act|NUCLEAR & RADIOLOGICAL|P
1993|21|Osteopaths Act|HEALTH: Patient Safety|P
1993|28|Leasehold Reform, Housing and Urban Development Act|HOUSING|P
1993|37|Agriculture Act|AGRICULTURE|P
1993|38|Welsh Language Act||P
1993|39|National Lottery etc. Act||P
1993|40|Noise and Statutory Nuisance Act|NOISE|P
1993|43|Railways Act|TRANSPORT: Rail Safety|P
1993|44|Crofters (Scotland) Act|AGRICULTURE|P
1993|48|Pension Schemes Act|HR: Pensions|P
1994|13|Intelligence Services Act||P
1994|15|Antarctic Act|ANTARCTICA|P
1994|17|Chiropractors Act|HEALTH: Patient Safety|P
1994|19|Local Government (Wales) Act|LOCAL GOVERNMENT|P
1994|20|Sunday Trading Act|HR: Working Time|P
1994|21|Coal Industry Act|ENERGY|P
1994|22|Vehicle Excise and Registration Act|TRANSPORT: Road Safety|P
1994|23|Value Added Tax Act|FINANCE & TAXATION|P
1994|26|Trade Marks Act||P
1994|33|Criminal Justice and Public Order Act|CRIME & POLICING|P
1994|35|Sale and Supply of Goods Act|PUBLIC: Consumer / Product Safety|P
1994|37|Drug Trafficking Act|CRIME & POLICING|P
1994|40|Deregulation and Contracting Out Act|COMPANIES & BUSINESS|P
1995|7|Requirements of Writing (Scotland) Act||P
1995|8|Agricultural Tenancies Act|AGRICULTURE|P
1995|13|Road Traffic (New Drivers) Act|TRANSPORT: Road Safety|P
1995|15|Activity Centres (Young Persons' Safety) Act|OH&S: Occupational / Personal Safety|
1995|18|Jobseekers Act|HR: Insurance / Compensation / Wages / Benefits|P
1995|21|Merchant Shipping Act|TRANSPORT: Harbours & Shipping|P
1995|23|Goods Vehicles (Licensing of Operators) Act|TRANSPORT: Road Safety|P
1995|25|Environment Act|ENVIRONMENTAL PROTECTION|P
1995|26|Pensions Act|HR: Pensions|P
1995|30|Landlord and Tenant (Covenants) Act|HOUSING|
1995|31|Home Energy Conservation Act|ENERGY|P
1995|35|Criminal Appeal Act|JUSTICE & COURTS|P
1995|36|Children (Scotland) Act||P
1995|37|Atomic Energy Authority Act|NUCLEAR & RADIOLOGICAL|P
1995|38|Civil Evidence Act|JUSTICE & COURTS|P
1995|45|Gas Act|ENERGY|P
1995|46|Criminal Procedure (Scotland) Act|JUSTICE & COURTS|P
1995|50|Disability Discrimination Act|EQUALITY & HUMAN RIGHTS|P
1995|53|Criminal Injuries Compensation Act|HR: Insurance / Compensation / Wages / Benefits|
1996|3|Wild Mammals (Protection) Act|WILDLIFE & COUNTRYSIDE|
1996|6|Chemical Weapons Act|FIRE: Dangerous and Explosive Substances|
1996|16|Police Act|CRIME & POLICING|P
1996|17|Employment Tribunals Act|HR: Employment|P
1996|18|Employment Rights Act|HR: Employment|P
1996|20|Dogs (Fouling of Land) Act|ENVIRONMENTAL PROTECTION|R
1996|23|Arbitration Act|JUSTICE & COURTS|P
1996|25|Criminal Procedure and Investigations Act|JUSTICE & COURTS|P
1996|27|Family Law Act|JUSTICE & COURTS|P
1996|31|Defamation Act|JUSTICE & COURTS|P
1996|37|Noise Act|NOISE|P
1996|40|Party Wall etc. Act|BUILDINGS|P
1996|47|Trusts of Land and Appointment of Trustees Act||P
1996|48|Damages Act|HR: Insurance / Compensation / Wages / Benefits|P
1996|52|Housing Act|HOUSING|P
1996|53|Housing Grants, Construction and Regeneration Act|BUILDINGS|P
1996|55|Broadcasting Act||P
1996|56|Education Act|EDUCATION|P
1996|61|Channel Tunnel Rail Link Act|PLANNING: Infrastructure|P
1997|8|Town and Country Planning (Scotland) Act|TOWN & COUNTRY PLANNING|P
1997|9|Planning (Listed Buildings and Conservation Areas) (Scotland) Act|HISTORIC ENVIRONMENT|P
1997|12|Civil Procedure Act|JUSTICE & COURTS|P
1997|22|Architects Act|BUILDINGS|P
1997|27|Social Security (Recovery of Benefits) Act|HR: Insurance / Compensation / Wages / Benefits|P
1997|40|Protection from Harassment Act|CRIME & POLICING|P
1997|42|Police (Health and Safety) Act|OH&S: Occupational / Personal Safety|
1997|43|Crime (Sentences) Act|CRIME & POLICING|P
1997|50|Police Act|CRIME & POLICING|P
1997|53|Dangerous Dogs (Amendment) Act|ANIMALS & ANIMAL HEALTH|
1997|54|Road Traffic Reduction Act|TRANSPORT: Road Safety|
1997|66|Plant Varieties Act|PLANT HEALTH|P
1998|11|Bank of England Act|FINANCE & TAXATION|P
1998|14|Social Security Act|HR: Insurance / Compensation / Wages / Benefits|P
1998|17|Petroleum Act|ENERGY|P
1998|20|Late Payment of Commercial Debts (Interest) Act|COMPANIES & BUSINESS|P
1998|29|Data Protection Act|DATA PROTECTION|R
1998|31|School Standards and Framework Act|EDUCATION|P
1998|33|Landmines Act||
1998|37|Crime and Disorder Act|CRIME & POLICING|P
1998|38|Government of Wales Act||P
1998|39|National Minimum Wage Act|HR: Employment|P
1998|41|Competition Act|COMPANIES & BUSINESS|P
1998|42|Human Rights Act|EQUALITY & HUMAN RIGHTS|P
1998|45|Regional Development Agencies Act||P
1998|46|Scotland Act||P
1998|47|Northern Ireland Act||P
1999|8|Health Act|HEALTH: Patient Safety|P
1999|22|Access to Justice Act|JUSTICE & COURTS|P
1999|23|Youth Justice and Criminal Evidence Act|JUSTICE & COURTS|P
1999|24|Pollution Prevention and Control Act|ENVIRONMENTAL PROTECTION|P
1999|26|Employment Relations Act|HR: Employment|P
1999|27|Local Government Act|LOCAL GOVERNMENT|P
1999|28|Food Standards Act|FOOD|P
1999|29|Greater London Authority Act|LOCAL GOVERNMENT|P
1999|30|Welfare Reform and Pensions Act|HR: Pensions|P
1999|31|Contracts (Rights of Third Parties) Act||
1999|33|Immigration and Asylum Act||P
1999|34|House of Lords Act||P
`;
