// Facts: public general Acts of the 1970s, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const acts1970s = `
1970|9|Taxes Management Act|FINANCE & TAXATION|P
1970|31|Administration of Justice Act|JUSTICE & COURTS|P
1970|35|Conveyancing and Feudal Reform (Scotland) Act||P
1970|40|Agriculture Act|AGRICULTURE|P
1970|41|Equal Pay Act|EQUALITY & HUMAN RIGHTS|R
1970|42|Local Authority Social Services Act|LOCAL GOVERNMENT|P
1970|44|Chronically Sick and Disabled Persons Act|EQUALITY & HUMAN RIGHTS|P
1971|19|Carriage of Goods by Sea Act|TRANSPORT: Harbours & Shipping|P
1971|22|Animals Act|ANIMALS & ANIMAL HEALTH|P
1971|23|Courts Act|JUSTICE & COURTS|P
1971|32|Attachment of Earnings Act|JUSTICE & COURTS|P
1971|38|Misuse of Drugs Act|HEALTH: Drug & Medicine Safety|P
1971|40|Fire Precautions Act|FIRE|R
1971|48|Criminal Damage Act|CRIME & POLICING|P
1971|56|Pensions (Increase) Act|HR: Pensions|P
1971|60|Prevention of Oil Pollution Act|MARINE & RIVERINE|P
1971|61|Mineral Workings (Offshore Installations) Act|OH&S: Offshore Safety|P
1971|72|Industrial Relations Act|HR: Employment|R
1971|77|Immigration Act||P
1971|78|Town and Country Planning Act|TOWN & COUNTRY PLANNING|R
1971|80|Banking and Financial Dealings Act|FINANCE & TAXATION|P
1972|11|Superannuation Act|HR: Pensions|P
1972|18|Maintenance Orders (Reciprocal Enforcement) Act|JUSTICE & COURTS|P
1972|20|Road Traffic Act|TRANSPORT: Road Safety|R
1972|21|Deposit of Poisonous Waste Act|WASTE|R
1972|35|Defective Premises Act|BUILDINGS|P
1972|61|Land Charges Act||P
1972|66|Poisons Act|FIRE: Dangerous and Explosive Substances|P
1972|68|European Communities Act||R
1972|70|Local Government Act|LOCAL GOVERNMENT|P
1972|71|Criminal Justice Act|JUSTICE & COURTS|P
1973|18|Matrimonial Causes Act|JUSTICE & COURTS|P
1973|26|Land Compensation Act|TOWN & COUNTRY PLANNING|P
1973|35|Employment Agencies Act|HR: Employment|P
1973|37|Water Act|WATER & WASTEWATER|P
1973|41|Fair Trading Act|PUBLIC: Consumer / Product Safety|P
1973|43|Hallmarking Act|PUBLIC: Consumer / Product Safety|P
1973|45|Domicile and Matrimonial Proceedings Act|JUSTICE & COURTS|P
1973|50|Employment and Training Act|HR: Employment|P
1973|52|Prescription and Limitation (Scotland) Act|JUSTICE & COURTS|P
1973|65|Local Government (Scotland) Act|LOCAL GOVERNMENT|P
1974|3|Slaughterhouses Act|FOOD|P
1974|6|Biological Weapons Act||
1974|23|Juries Act|JUSTICE & COURTS|P
1974|24|Prices Act|PUBLIC: Consumer / Product Safety|P
1974|37|Health and Safety at Work etc. Act|OH&S: Occupational / Personal Safety|P
1974|39|Consumer Credit Act|PUBLIC: Consumer / Product Safety|P
1974|40|Control of Pollution Act|ENVIRONMENTAL PROTECTION|P
1974|46|Friendly Societies Act|FINANCE & TAXATION|P
1974|47|Solicitors Act|JUSTICE & COURTS|P
1974|52|Trade Union and Labour Relations Act|HR: Employment|R
1974|53|Rehabilitation of Offenders Act|JUSTICE & COURTS|P
1975|14|Social Security Act|HR: Insurance / Compensation / Wages / Benefits|R
1975|22|Oil Taxation Act|FINANCE & TAXATION|P
1975|23|Reservoirs Act|FLOOD & COASTAL RISK|P
1975|24|House of Commons Disqualification Act||P
1975|26|Ministers of the Crown Act||P
1975|51|Salmon and Freshwater Fisheries Act|FISHERIES & FISHING|P
1975|52|Safety of Sports Grounds Act|PUBLIC: Building Safety|P
1975|63|Inheritance (Provision for Family and Dependants) Act||P
1975|65|Sex Discrimination Act|EQUALITY & HUMAN RIGHTS|R
1975|71|Employment Protection Act|HR: Employment|P
1975|76|Local Land Charges Act|LOCAL GOVERNMENT|P
1976|30|Fatal Accidents Act|HR: Insurance / Compensation / Wages / Benefits|P
1976|31|Legitimacy Act||P
1976|35|Police Pensions Act|HR: Pensions|P
1976|36|Adoption Act||P
1976|38|Dangerous Wild Animals Act|ANIMALS & ANIMAL HEALTH|P
1976|57|Local Government (Miscellaneous Provisions) Act|LOCAL GOVERNMENT|P
1976|63|Bail Act|JUSTICE & COURTS|P
1976|72|Endangered Species (Import and Export) Act|WILDLIFE & COUNTRYSIDE|P
1976|74|Race Relations Act|EQUALITY & HUMAN RIGHTS|R
1976|76|Energy Act|ENERGY|P
1976|80|Rent (Agriculture) Act|HOUSING|P
1976|86|Fishery Limits Act|FISHERIES & FISHING|P
1977|15|Marriage (Scotland) Act||P
1977|32|Torts (Interference with Goods) Act||P
1977|37|Patents Act||P
1977|42|Rent Act|HOUSING|P
1977|43|Protection from Eviction Act|HOUSING|P
1977|45|Criminal Law Act|CRIME & POLICING|P
1977|48|Housing (Homeless Persons) Act|HOUSING|R
1977|50|Unfair Contract Terms Act|PUBLIC: Consumer / Product Safety|P
1978|3|Refuse Disposal (Amenity) Act|WASTE|P
1978|22|Domestic Proceedings and Magistrates' Courts Act|JUSTICE & COURTS|P
1978|23|Judicature (Northern Ireland) Act|JUSTICE & COURTS|P
1978|29|National Health Service (Scotland) Act|HEALTH: Patient Safety|P
1978|30|Interpretation Act||P
1978|31|Theft Act|CRIME & POLICING|P
1978|33|State Immunity Act||P
1978|37|Protection of Children Act|CRIME & POLICING|P
1978|38|Consumer Safety Act|PUBLIC: Consumer / Product Safety|R
1978|44|Employment Protection (Consolidation) Act|HR: Employment|R
1978|47|Civil Liability (Contribution) Act|JUSTICE & COURTS|P
1979|2|Customs and Excise Management Act|FINANCE & TAXATION|P
1979|5|Hydrocarbon Oil Duties Act|FINANCE & TAXATION|P
1979|7|Tobacco Products Duty Act|FINANCE & TAXATION|P
1979|10|Public Lending Right Act||P
1979|38|Estate Agents Act|PUBLIC: Consumer / Product Safety|P
1979|46|Ancient Monuments and Archaeological Areas Act|HISTORIC ENVIRONMENT|P
1979|53|Charging Orders Act|JUSTICE & COURTS|P
1979|54|Sale of Goods Act|PUBLIC: Consumer / Product Safety|P
`;
