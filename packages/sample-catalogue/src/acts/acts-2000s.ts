// Facts: public general Acts of the 2000s, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const acts2000s = `
2000|5|Nuclear Safeguards Act|NUCLEAR & RADIOLOGICAL|P
2000|7|Electronic Communications Act||P
2000|8|Financial Services and Markets Act|FINANCE & TAXATION|P
2000|11|Terrorism Act|CRIME & POLICING|P
2000|12|Limited Liability Partnerships Act|COMPANIES & BUSINESS|P
2000|14|Care Standards Act|HEALTH: Patient Safety|P
2000|20|Government Resources and Accounts Act|FINANCE & TAXATION|P
2000|21|Learning and Skills Act|EDUCATION|P
2000|22|Local Government Act|LOCAL GOVERNMENT|P
2000|23|Regulation of Investigatory Powers Act|CRIME & POLICING|P
2000|26|Postal Services Act||P
2000|27|Utilities Act|ENERGY|P
2000|29|Trustee Act||P
2000|33|Fur Farming (Prohibition) Act|ANIMALS & ANIMAL HEALTH|
2000|34|Race Relations (Amendment) Act|EQUALITY & HUMAN RIGHTS|R
2000|36|Freedom of Information Act|DATA PROTECTION|P
2000|37|Countryside and Rights of Way Act|WILDLIFE & COUNTRYSIDE|P
2000|38|Transport Act|TRANSPORT: Air Safety|P
2000|41|Political Parties, Elections and Referendums Act||P
2001|2|Capital Allowances Act|FINANCE & TAXATION|P
2001|12|Private Security Industry Act|CRIME & POLICING|P
2001|16|Criminal Justice and Police Act|CRIME & POLICING|P
2001|17|International Criminal Court Act|JUSTICE & COURTS|
2001|24|Anti-terrorism, Crime and Security Act|CRIME & POLICING|P
2002|1|International Development Act||P
2002|9|Land Registration Act||P
2002|15|Commonhold and Leasehold Reform Act|HOUSING|P
2002|21|Tax Credits Act|FINANCE & TAXATION|P
2002|22|Employment Act|HR: Employment|P
2002|28|Export Control Act||P
2002|29|Proceeds of Crime Act|CRIME & POLICING|P
2002|30|Police Reform Act|CRIME & POLICING|P
2002|32|Education Act|EDUCATION|P
2002|36|Tobacco Advertising and Promotion Act|HEALTH: Public|P
2002|38|Adoption and Children Act||P
2002|40|Enterprise Act|COMPANIES & BUSINESS|P
2002|41|Nationality, Immigration and Asylum Act||P
2002|42|Animal Health Act|ANIMALS & ANIMAL HEALTH|P
2003|1|Income Tax (Earnings and Pensions) Act|FINANCE & TAXATION|P
2003|16|Marine Safety Act|MARINE & RIVERINE|
2003|17|Licensing Act||P
2003|20|Railways and Transport Safety Act|TRANSPORT: Rail Safety|P
2003|21|Communications Act||P
2003|22|Fireworks Act|FIRE: Dangerous and Explosive Substances|
2003|26|Local Government Act|LOCAL GOVERNMENT|P
2003|29|Household Waste Recycling Act|WASTE|
2003|30|Sustainable Energy Act|ENERGY|P
2003|33|Waste and Emissions Trading Act|WASTE|P
2003|37|Water Act|WATER & WASTEWATER|P
2003|38|Anti-social Behaviour Act|CRIME & POLICING|P
2003|39|Courts Act|JUSTICE & COURTS|P
2003|41|Extradition Act|JUSTICE & COURTS|P
2003|42|Sexual Offences Act|CRIME & POLICING|P
2003|44|Criminal Justice Act|JUSTICE & COURTS|P
2004|5|Planning and Compulsory Purchase Act|TOWN & COUNTRY PLANNING|P
2004|7|Gender Recognition Act|EQUALITY & HUMAN RIGHTS|P
2004|8|Higher Education Act|EDUCATION|P
2004|11|Gangmasters (Licensing) Act|HR: Employment|P
2004|18|Traffic Management Act|TRANSPORT: Road Safety|P
2004|20|Energy Act|ENERGY|P
2004|21|Fire and Rescue Services Act|FIRE|P
2004|28|Domestic Violence, Crime and Victims Act|CRIME & POLICING|P
2004|30|Human Tissue Act|HEALTH: Patient Safety|P
2004|31|Children Act||P
2004|33|Civil Partnership Act||P
2004|34|Housing Act|HOUSING|P
2004|35|Pensions Act|HR: Pensions|P
2004|36|Civil Contingencies Act||P
2004|37|Hunting Act|WILDLIFE & COUNTRYSIDE|
2005|4|Constitutional Reform Act|JUSTICE & COURTS|P
2005|9|Mental Capacity Act|HEALTH: Patient Safety|P
2005|11|Commissioners for Revenue and Customs Act|FINANCE & TAXATION|P
2005|12|Inquiries Act|JUSTICE & COURTS|P
2005|13|Disability Discrimination Act|EQUALITY & HUMAN RIGHTS|P
2005|14|Railways Act|TRANSPORT: Rail Safety|P
2005|15|Serious Organised Crime and Police Act|CRIME & POLICING|P
2005|16|Clean Neighbourhoods and Environment Act|ENVIRONMENTAL PROTECTION|P
2005|19|Gambling Act||P
2006|3|Equality Act|EQUALITY & HUMAN RIGHTS|P
2006|14|Consumer Credit Act|PUBLIC: Consumer / Product Safety|P
2006|16|Natural Environment and Rural Communities Act|WILDLIFE & COUNTRYSIDE|P
2006|18|Work and Families Act|HR: Employment|P
2006|19|Climate Change and Sustainable Energy Act|CLIMATE CHANGE|P
2006|21|Childcare Act|EDUCATION|P
2006|26|Commons Act|WILDLIFE & COUNTRYSIDE|P
2006|28|Health Act|HEALTH: Public|P
2006|29|Compensation Act|HR: Insurance / Compensation / Wages / Benefits|P
2006|32|Government of Wales Act||P
2006|35|Fraud Act|CRIME & POLICING|
2006|36|Wireless Telegraphy Act||P
2006|38|Violent Crime Reduction Act|CRIME & POLICING|P
2006|40|Education and Inspections Act|EDUCATION|P
2006|41|National Health Service Act|HEALTH: Patient Safety|P
2006|42|National Health Service (Wales) Act|HEALTH: Patient Safety|P
2006|45|Animal Welfare Act|ANIMALS & ANIMAL HEALTH|P
2006|46|Companies Act|COMPANIES & BUSINESS|P
2006|47|Safeguarding Vulnerable Groups Act|HEALTH: Patient Safety|P
2006|48|Police and Justice Act|CRIME & POLICING|P
2006|49|Road Safety Act|TRANSPORT: Road Safety|P
2006|51|Legislative and Regulatory Reform Act||P
2006|52|Armed Forces Act||P
2007|3|Income Tax Act|FINANCE & TAXATION|P
2007|5|Welfare Reform Act|HR: Insurance / Compensation / Wages / Benefits|P
2007|12|Mental Health Act|HEALTH: Patient Safety|P
2007|15|Tribunals, Courts and Enforcement Act|JUSTICE & COURTS|P
2007|18|Statistics and Registration Service Act|DATA PROTECTION|P
2007|19|Corporate Manslaughter and Corporate Homicide Act|OH&S: Occupational / Personal Safety|P
2007|22|Pensions Act|HR: Pensions|P
2007|23|Sustainable Communities Act|LOCAL GOVERNMENT|P
2007|27|Serious Crime Act|CRIME & POLICING|P
2007|28|Local Government and Public Involvement in Health Act|LOCAL GOVERNMENT|P
2007|29|Legal Services Act|JUSTICE & COURTS|P
2007|30|UK Borders Act||P
2008|4|Criminal Justice and Immigration Act|CRIME & POLICING|P
2008|13|Regulatory Enforcement and Sanctions Act|COMPANIES & BUSINESS|P
2008|14|Health and Social Care Act|HEALTH: Patient Safety|P
2008|17|Housing and Regeneration Act|HOUSING|P
2008|18|Crossrail Act|PLANNING: Infrastructure|P
2008|20|Health and Safety (Offences) Act|OH&S: Occupational / Personal Safety|
2008|21|Planning and Energy Act|ENERGY|P
2008|22|Human Fertilisation and Embryology Act|HEALTH: Patient Safety|P
2008|25|Education and Skills Act|EDUCATION|P
2008|26|Local Transport Act|TRANSPORT: Road Safety|P
2008|27|Climate Change Act|CLIMATE CHANGE|P
2008|28|Counter-Terrorism Act|CRIME & POLICING|P
2008|29|Planning Act|PLANNING: Infrastructure|P
2008|30|Pensions Act|HR: Pensions|P
2008|32|Energy Act|ENERGY|P
2009|1|Banking Act|FINANCE & TAXATION|P
2009|4|Corporation Tax Act|FINANCE & TAXATION|P
2009|11|Borders, Citizenship and Immigration Act||P
2009|19|Green Energy (Definition and Promotion) Act|ENERGY|P
2009|21|Health Act|HEALTH: Public|P
2009|23|Marine and Coastal Access Act|MARINE & RIVERINE|P
2009|25|Coroners and Justice Act|JUSTICE & COURTS|P
2009|26|Policing and Crime Act|CRIME & POLICING|P
`;
