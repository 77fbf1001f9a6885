// Facts: public general Acts of the 1960s, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const acts1960s = `
1960|16|Road Traffic Act|TRANSPORT: Road Safety|R
1960|30|Occupiers' Liability (Scotland) Act|OH&S: Occupational / Personal Safety|
1960|34|Radioactive Substances Act|NUCLEAR & RADIOLOGICAL|R
1960|62|Caravan Sites and Control of Development Act|TOWN & COUNTRY PLANNING|P
1960|67|Public Bodies (Admission to Meetings) Act|LOCAL GOVERNMENT|P
1960|68|Noise Abatement Act|NOISE|R
1961|27|Carriage by Air Act|TRANSPORT: Air Safety|P
1961|33|Land Compensation Act|TOWN & COUNTRY PLANNING|P
1961|34|Factories Act|OH&S: Occupational / Personal Safety|P
1961|54|Human Tissue Act|HEALTH: Patient Safety|R
1961|60|Suicide Act||P
1961|64|Public Health Act|HEALTH: Public|P
1962|46|Transport Act|TRANSPORT: Rail Safety|P
1962|58|Pipe-lines Act|ENERGY|P
1963|31|Weights and Measures Act|PUBLIC: Consumer / Product Safety|R
1963|33|London Government Act|LOCAL GOVERNMENT|P
1963|37|Children and Young Persons Act||P
1963|38|Water Resources Act|WATER & WASTEWATER|R
1963|41|Offices, Shops and Railway Premises Act|OH&S: Occupational / Personal Safety|P
1963|43|Animal Boarding Establishments Act|ANIMALS & ANIMAL HEALTH|P
1963|48|Peerage Act||P
1963|49|Contracts of Employment Act|HR: Employment|R
1964|14|Plant Varieties and Seeds Act|PLANT HEALTH|P
1964|16|Industrial Training Act|HR: Employment|R
1964|26|Licensing Act||R
1964|29|Continental Shelf Act|ENERGY|P
1964|40|Harbours Act|TRANSPORT: Harbours & Shipping|P
1964|41|Succession (Scotland) Act||P
1964|48|Police Act|CRIME & POLICING|R
1964|69|Scrap Metal Dealers Act|WASTE|R
1964|70|Riding Establishments Act|ANIMALS & ANIMAL HEALTH|P
1964|75|Public Libraries and Museums Act|LOCAL GOVERNMENT|P
1964|81|Diplomatic Privileges Act||P
1965|12|Industrial and Provident Societies Act|COMPANIES & BUSINESS|R
1965|36|Gas Act|ENERGY|P
1965|56|Compulsory Purchase Act|TOWN & COUNTRY PLANNING|P
1965|57|Nuclear Installations Act|NUCLEAR & RADIOLOGICAL|P
1965|62|Redundancy Payments Act|HR: Employment|R
1965|64|Commons Registration Act|WILDLIFE & COUNTRYSIDE|P
1965|71|Murder (Abolition of Death Penalty) Act|CRIME & POLICING|P
1965|73|Race Relations Act|EQUALITY & HUMAN RIGHTS|R
1966|36|Veterinary Surgeons Act|ANIMALS & ANIMAL HEALTH|P
1966|38|Sea Fisheries Regulation Act|FISHERIES & FISHING|P
1967|7|Misrepresentation Act||P
1967|8|Plant Health Act|PLANT HEALTH|P
1967|9|General Rate Act|FINANCE & TAXATION|R
1967|10|Forestry Act|TREES: Forestry & Timber|P
1967|13|Parliamentary Commissioner Act||P
1967|22|Agriculture Act|AGRICULTURE|P
1967|58|Criminal Law Act|CRIME & POLICING|P
1967|60|Sexual Offences Act|CRIME & POLICING|P
1967|69|Civic Amenities Act|HISTORIC ENVIRONMENT|R
1967|76|Road Traffic Regulation Act|TRANSPORT: Road Safety|R
1967|77|Police (Scotland) Act|CRIME & POLICING|R
1967|80|Criminal Justice Act|JUSTICE & COURTS|P
1967|83|Sea Fisheries (Shellfish) Act|FISHERIES & FISHING|P
1967|84|Sea Fish (Conservation) Act|FISHERIES & FISHING|P
1967|86|Countryside (Scotland) Act|WILDLIFE & COUNTRYSIDE|P
1967|87|Abortion Act|HEALTH: Patient Safety|P
1967|88|Leasehold Reform Act|HOUSING|P
1968|13|National Loans Act|FINANCE & TAXATION|P
1968|19|Criminal Appeal Act|JUSTICE & COURTS|P
1968|27|Firearms Act|CRIME & POLICING|P
1968|29|Trade Descriptions Act|PUBLIC: Consumer / Product Safety|P
1968|41|Countryside Act|WILDLIFE & COUNTRYSIDE|P
1968|46|Health Services and Public Health Act|HEALTH: Public|P
1968|47|Sewerage (Scotland) Act|WATER & WASTEWATER|P
1968|49|Social Work (Scotland) Act|HEALTH: Patient Safety|P
1968|52|Caravan Sites Act|HOUSING|P
1968|54|Theatres Act||P
1968|59|Hovercraft Act|TRANSPORT: Harbours & Shipping|P
1968|60|Theft Act|CRIME & POLICING|P
1968|62|Clean Air Act|AIR QUALITY|R
1968|64|Civil Evidence Act|JUSTICE & COURTS|P
1968|65|Gaming Act||R
1968|67|Medicines Act|HEALTH: Drug & Medicine Safety|P
1968|71|Race Relations Act|EQUALITY & HUMAN RIGHTS|R
1968|73|Transport Act|TRANSPORT: Road Safety|P
1968|77|Sea Fisheries Act|FISHERIES & FISHING|P
1969|10|Mines and Quarries (Tips) Act|OH&S: Mines & Quarries|P
1969|37|Employer's Liability (Defective Equipment) Act|OH&S: Occupational / Personal Safety|
1969|46|Family Law Reform Act|JUSTICE & COURTS|P
1969|48|Post Office Act||P
1969|51|Development of Tourism Act||P
1969|54|Children and Young Persons Act||P
1969|57|Employers' Liability (Compulsory Insurance) Act|HR: Insurance / Compensation / Wages / Benefits|
`;
