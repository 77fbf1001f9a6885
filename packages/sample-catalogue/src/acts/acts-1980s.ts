// Facts: public general Acts of the 1980s, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const acts1980s = `
1980|21|Competition Act|COMPANIES & BUSINESS|P
1980|42|Employment Act|HR: Employment|R
1980|43|Magistrates' Courts Act|JUSTICE & COURTS|P
1980|44|Education (Scotland) Act|EDUCATION|P
1980|45|Water (Scotland) Act|WATER & WASTEWATER|P
1980|46|Solicitors (Scotland) Act|JUSTICE & COURTS|P
1980|51|Housing Act|HOUSING|P
1980|58|Limitation Act|JUSTICE & COURTS|P
1980|65|Local Government, Planning and Land Act|TOWN & COUNTRY PLANNING|P
1980|66|Highways Act|TRANSPORT: Road Safety|P
1981|14|Public Passenger Vehicles Act|TRANSPORT: Road Safety|P
1981|22|Animal Health Act|ANIMALS & ANIMAL HEALTH|P
1981|29|Fisheries Act|FISHERIES & FISHING|P
1981|37|Zoo Licensing Act|ANIMALS & ANIMAL HEALTH|P
1981|42|Indecent Displays (Control) Act|CRIME & POLICING|P
1981|45|Forgery and Counterfeiting Act|CRIME & POLICING|P
1981|47|Criminal Attempts Act|CRIME & POLICING|P
1981|49|Contempt of Court Act|JUSTICE & COURTS|P
1981|54|Senior Courts Act|JUSTICE & COURTS|P
1981|61|British Nationality Act||P
1981|64|New Towns Act|TOWN & COUNTRY PLANNING|P
1981|67|Acquisition of Land Act|TOWN & COUNTRY PLANNING|P
1981|69|Wildlife and Countryside Act|WILDLIFE & COUNTRYSIDE|P
1982|10|Industrial Training Act|HR: Employment|P
1982|16|Civil Aviation Act|TRANSPORT: Air Safety|P
1982|27|Civil Jurisdiction and Judgments Act|JUSTICE & COURTS|P
1982|29|Supply of Goods and Services Act|PUBLIC: Consumer / Product Safety|P
1982|30|Local Government (Miscellaneous Provisions) Act|LOCAL GOVERNMENT|P
1982|34|Forfeiture Act||P
1982|36|Aviation Security Act|TRANSPORT: Air Safety|P
1982|45|Civic Government (Scotland) Act|LOCAL GOVERNMENT|P
1982|48|Criminal Justice Act|JUSTICE & COURTS|P
1982|53|Administration of Justice Act|JUSTICE & COURTS|P
1983|2|Representation of the People Act||P
1983|16|Level Crossings Act|TRANSPORT: Rail Safety|P
1983|18|Nuclear Material (Offences) Act|NUCLEAR & RADIOLOGICAL|P
1983|20|Mental Health Act|HEALTH: Patient Safety|P
1983|25|Energy Act|ENERGY|P
1983|30|Diseases of Fish Act|FISHERIES & FISHING|P
1983|34|Mobile Homes Act|HOUSING|P
1983|35|Litter Act|WASTE|P
1983|47|National Heritage Act|HISTORIC ENVIRONMENT|P
1983|54|Medical Act|HEALTH: Patient Safety|P
1984|3|Occupiers' Liability Act|OH&S: Occupational / Personal Safety|
1984|12|Telecommunications Act||P
1984|22|Public Health (Control of Disease) Act|HEALTH: Public|P
1984|24|Dentists Act|HEALTH: Patient Safety|P
1984|26|Inshore Fishing (Scotland) Act|FISHERIES & FISHING|P
1984|27|Road Traffic Regulation Act|TRANSPORT: Road Safety|P
1984|28|County Courts Act|JUSTICE & COURTS|P
1984|30|Food Act|FOOD|P
1984|35|Data Protection Act|DATA PROTECTION|R
1984|37|Child Abduction Act|CRIME & POLICING|P
1984|38|Cycle Tracks Act|TRANSPORT: Road Safety|
1984|39|Video Recordings Act||P
1984|51|Inheritance Tax Act|FINANCE & TAXATION|P
1984|54|Roads (Scotland) Act|TRANSPORT: Road Safety|P
1984|55|Building Act|BUILDINGS|P
1984|60|Police and Criminal Evidence Act|CRIME & POLICING|P
1985|6|Companies Act|COMPANIES & BUSINESS|P
1985|13|Cinemas Act||P
1985|23|Prosecution of Offences Act|JUSTICE & COURTS|P
1985|37|Family Law (Scotland) Act|JUSTICE & COURTS|P
1985|48|Food and Environment Protection Act|AGRICULTURE: Pesticides|P
1985|51|Local Government Act|LOCAL GOVERNMENT|P
1985|57|Sporting Events (Control of Alcohol etc.) Act|CRIME & POLICING|P
1985|60|Child Abduction and Custody Act|JUSTICE & COURTS|P
1985|66|Bankruptcy (Scotland) Act|COMPANIES & BUSINESS|R
1985|67|Transport Act|TRANSPORT: Road Safety|P
1985|68|Housing Act|HOUSING|P
1985|69|Housing Associations Act|HOUSING|P
1985|70|Landlord and Tenant Act|HOUSING|P
1985|72|Weights and Measures Act|PUBLIC: Consumer / Product Safety|P
1986|5|Agricultural Holdings Act|AGRICULTURE|P
1986|14|Animals (Scientific Procedures) Act|ANIMALS & ANIMAL HEALTH|P
1986|31|Airports Act|TRANSPORT: Air Safety|P
1986|38|Outer Space Act||P
1986|44|Gas Act|ENERGY|P
1986|45|Insolvency Act|COMPANIES & BUSINESS|P
1986|46|Company Directors Disqualification Act|COMPANIES & BUSINESS|P
1986|48|Wages Act|HR: Employment|R
1986|49|Agriculture Act|AGRICULTURE|P
1986|53|Building Societies Act|FINANCE & TAXATION|P
1986|55|Family Law Act|JUSTICE & COURTS|P
1986|60|Financial Services Act|FINANCE & TAXATION|R
1986|61|Education (No. 2) Act|EDUCATION|P
1986|62|Salmon Act|FISHERIES & FISHING|P
1986|64|Public Order Act|CRIME & POLICING|P
1987|18|Debtors (Scotland) Act|JUSTICE & COURTS|P
1987|21|Pilotage Act|TRANSPORT: Harbours & Shipping|P
1987|22|Banking Act|FINANCE & TAXATION|R
1987|26|Housing (Scotland) Act|HOUSING|P
1987|27|Fire Safety and Safety of Places of Sport Act|FIRE|P
1987|31|Landlord and Tenant Act|HOUSING|P
1987|38|Criminal Justice Act|JUSTICE & COURTS|P
1987|42|Family Law Reform Act|JUSTICE & COURTS|P
1987|43|Consumer Protection Act|PUBLIC: Consumer / Product Safety|P
1987|49|Territorial Sea Act|MARINE & RIVERINE|P
1988|1|Income and Corporation Taxes Act|FINANCE & TAXATION|P
1988|4|Norfolk and Suffolk Broads Act|WILDLIFE & COUNTRYSIDE|P
1988|27|Malicious Communications Act|CRIME & POLICING|P
1988|28|Access to Medical Reports Act|DATA PROTECTION|P
1988|30|Environment and Safety Information Act|ENVIRONMENTAL PROTECTION|P
1988|33|Criminal Justice Act|JUSTICE & COURTS|P
1988|36|Court of Session Act|JUSTICE & COURTS|P
1988|40|Education Reform Act|EDUCATION|P
1988|41|Local Government Finance Act|LOCAL GOVERNMENT|P
1988|48|Copyright, Designs and Patents Act||P
1988|50|Housing Act|HOUSING|P
1988|52|Road Traffic Act|TRANSPORT: Road Safety|P
1988|53|Road Traffic Offenders Act|TRANSPORT: Road Safety|P
1989|5|Security Service Act||P
1989|6|Official Secrets Act||P
1989|14|Control of Pollution (Amendment) Act|WASTE|P
1989|15|Water Act|WATER & WASTEWATER|P
1989|29|Electricity Act|ENERGY|P
1989|34|Law of Property (Miscellaneous Provisions) Act||P
1989|37|Football Spectators Act|CRIME & POLICING|P
1989|40|Companies Act|COMPANIES & BUSINESS|P
1989|41|Children Act||P
1989|42|Local Government and Housing Act|LOCAL GOVERNMENT|P
`;
