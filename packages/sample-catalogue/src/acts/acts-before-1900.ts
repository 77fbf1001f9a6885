// Facts: public general Acts of the nineteenth century, one per line: year|chapter|short title|family|R repealed, P repealed in part.
export const actsBefore1900 = `
1832|71|Prescription Act||P
1833|42|Civil Procedure Act||P
1833|73|Slavery Abolition Act||R
1835|50|Highway Act|TRANSPORT: Road Safety|P
1835|76|Municipal Corporations Act|LOCAL GOVERNMENT|R
1837|26|Wills Act||P
1839|47|Metropolitan Police Act|CRIME & POLICING|P
1840|9|Parliamentary Papers Act||
1843|68|Theatres Act||R
1843|96|Libel Act|JUSTICE & COURTS|P
1844|32|Bank Charter Act|FINANCE & TAXATION|P
1845|16|Companies Clauses Consolidation Act|COMPANIES & BUSINESS|P
1845|18|Lands Clauses Consolidation Act|PLANNING: Infrastructure|P
1845|20|Railways Clauses Consolidation Act|TRANSPORT: Rail Safety|P
1845|109|Gaming Act||R
1846|93|Fatal Accidents Act|HR: Insurance / Compensation / Wages / Benefits|R
1847|14|Markets and Fairs Clauses Act||P
1847|17|Waterworks Clauses Act|WATER & WASTEWATER|P
1847|27|Harbours, Docks, and Piers Clauses Act|TRANSPORT: Harbours & Shipping|P
1847|34|Towns Improvement Clauses Act|LOCAL GOVERNMENT|P
1847|65|Cemeteries Clauses Act||P
1847|89|Town Police Clauses Act|CRIME & POLICING|P
1848|12|Treason Felony Act||P
1848|63|Public Health Act|HEALTH: Public|R
1851|99|Evidence Act|JUSTICE & COURTS|P
1857|81|Burial Act||P
1857|85|Matrimonial Causes Act|JUSTICE & COURTS|R
1861|10|Admiralty Court Act|JUSTICE & COURTS|P
1861|94|Accessories and Abettors Act|CRIME & POLICING|P
1861|96|Larceny Act|CRIME & POLICING|R
1861|97|Malicious Damage Act|CRIME & POLICING|P
1861|98|Forgery Act|CRIME & POLICING|P
1861|100|Offences against the Person Act|CRIME & POLICING|P
1862|89|Companies Act|COMPANIES & BUSINESS|R
1863|124|Alkali Act|AIR QUALITY|R
1865|63|Colonial Laws Validity Act||
1867|102|Representation of the People Act||R
1869|62|Debtors Act||P
1870|35|Apportionment Act||
1870|52|Extradition Act|JUSTICE & COURTS|R
1870|75|Elementary Education Act|EDUCATION|R
1870|93|Married Women's Property Act||R
1871|17|Bank Holidays Act|HR: Working Time|R
1871|31|Trade Union Act|HR: Employment|R
1872|33|Ballot Act||R
1872|76|Coal Mines Regulation Act|OH&S: Mines & Quarries|R
1872|77|Metalliferous Mines Regulation Act|OH&S: Mines & Quarries|R
1872|94|Licensing Act||P
1873|66|Supreme Court of Judicature Act|JUSTICE & COURTS|R
1874|62|Infants Relief Act||R
1875|17|Explosives Act|FIRE: Dangerous and Explosive Substances|P
1875|55|Public Health Act|HEALTH: Public|P
1875|63|Sale of Food and Drugs Act|FOOD|R
1876|36|Customs Consolidation Act|FINANCE & TAXATION|P
1876|75|Rivers Pollution Prevention Act|WATER & WASTEWATER|R
1876|77|Cruelty to Animals Act|ANIMALS & ANIMAL HEALTH|R
1878|16|Factory and Workshop Act|OH&S: Occupational / Personal Safety|R
1878|31|Bills of Sale Act||P
1878|73|Territorial Waters Jurisdiction Act|MARINE & RIVERINE|P
1879|11|Bankers' Books Evidence Act|JUSTICE & COURTS|P
1880|42|Employers' Liability Act|HR: Insurance / Compensation / Wages / Benefits|R
1881|41|Conveyancing Act||R
1882|56|Electric Lighting Act|ENERGY|R
1882|61|Bills of Exchange Act|COMPANIES & BUSINESS|P
1882|73|Ancient Monuments Protection Act|HISTORIC ENVIRONMENT|R
1882|75|Married Women's Property Act||P
1883|3|Explosive Substances Act|FIRE: Dangerous and Explosive Substances|P
1885|69|Criminal Law Amendment Act|CRIME & POLICING|R
1887|29|Margarine Act|FOOD|R
1887|55|Sheriffs Act|JUSTICE & COURTS|P
1887|71|Coroners Act|JUSTICE & COURTS|R
1888|41|Local Government Act|LOCAL GOVERNMENT|P
1889|45|Factors Act|COMPANIES & BUSINESS|
1889|63|Interpretation Act||R
1890|39|Partnership Act|COMPANIES & BUSINESS|P
1891|39|Stamp Act|FINANCE & TAXATION|P
1893|71|Sale of Goods Act|PUBLIC: Consumer / Product Safety|R
1894|60|Merchant Shipping Act|TRANSPORT: Harbours & Shipping|R
1894|73|Local Government Act|LOCAL GOVERNMENT|P
1896|36|Locomotives on Highways Act|TRANSPORT: Road Safety|R
1896|48|Light Railways Act|TRANSPORT: Rail Safety|P
1897|37|Workmen's Compensation Act|HR: Insurance / Compensation / Wages / Benefits|R
1898|36|Criminal Evidence Act|JUSTICE & COURTS|P
1899|19|Electric Lighting (Clauses) Act|ENERGY|R
1899|30|Commons Act|WILDLIFE & COUNTRYSIDE|P
`;
