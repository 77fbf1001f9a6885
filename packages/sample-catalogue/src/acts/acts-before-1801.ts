// Facts: Acts older than the United Kingdom, one per line: parliament|year|citation|title as cited|R repealed, P repealed in part.
export const actsBefore1801 = `
English|1267|52 Hen. 3|Statute of Marlborough 1267|P
English|1275|3 Edw. 1|Statute of Westminster the First 1275|P
English|1297|25 Edw. 1|Magna Carta 1297|P
English|1351|25 Edw. 3 Stat. 5 c. 2|Treason Act 1351|P
English|1361|34 Edw. 3 c. 1|Justices of the Peace Act 1361|P
English|1531|23 Hen. 8 c. 5|Statute of Sewers 1531|R
English|1535|27 Hen. 8 c. 10|Statute of Uses 1535|R
English|1558|1 Eliz. 1 c. 1|Act of Supremacy 1558|P
English|1601|43 Eliz. 1 c. 2|Poor Relief Act 1601|R
English|1623|21 Jas. 1 c. 3|Statute of Monopolies 1623|P
English|1627|3 Cha. 1 c. 1|Petition of Right 1627|
English|1660|12 Cha. 2 c. 24|Tenures Abolition Act 1660|P
English|1662|14 Cha. 2 c. 4|Act of Uniformity 1662|P
English|1677|29 Cha. 2 c. 3|Statute of Frauds 1677|P
English|1679|31 Cha. 2 c. 2|Habeas Corpus Act 1679|P
English|1688|1 Will. & Mar. Sess. 2 c. 2|Bill of Rights 1688|P
English|1694|6 & 7 Will. & Mar. c. 2|Meeting of Parliament Act 1694|P
English|1700|12 & 13 Will. 3 c. 2|Act of Settlement 1700|P
English|1706|6 Ann. c. 11|Union with Scotland Act 1706|P
Scottish|1424|1424 c. 12 [S]|Royal Mines Act 1424|
Scottish|1449|1449 c. 6 [S]|Leases Act 1449|
Scottish|1617|1617 c. 16 [S]|Registration Act 1617|P
Scottish|1681|1681 c. 5 [S]|Subscription of Deeds Act 1681|P
Scottish|1689|1689 c. 28 [S]|Claim of Right Act 1689|
Scottish|1696|1696 c. 25 [S]|Blank Bonds and Trusts Act 1696|P
Scottish|1707|1707 c. 6 [S]|Protestant Religion and Presbyterian Church Act 1707|
Scottish|1707|1707 c. 7 [S]|Union with England Act 1707|
British|1714|1 Geo. 1 Stat. 2 c. 5|Riot Act 1714|R
British|1727|1 Geo. 2 Stat. 1 c. 5|Demise of the Crown Act 1727|P
British|1737|11 Geo. 2 c. 19|Distress for Rent Act 1737|R
British|1772|12 Geo. 3 c. 11|Royal Marriages Act 1772|R
British|1772|12 Geo. 3 c. 24|Dockyards etc. Protection Act 1772|R
British|1774|14 Geo. 3 c. 48|Life Assurance Act 1774|
British|1774|14 Geo. 3 c. 78|Fires Prevention (Metropolis) Act 1774|P
British|1792|32 Geo. 3 c. 60|Libel Act 1792|
British|1800|39 & 40 Geo. 3 c. 67|Union with Ireland Act 1800|P
Irish|1542|33 Hen. 8 c. 1 [Ir]|Crown of Ireland Act 1542|P
Irish|1634|10 Chas. 1 Sess. 3 c. 15 [Ir]|Maintenance and Embracery Act 1634|P
Irish|1695|7 Will. 3 c. 12 [Ir]|Statute of Frauds 1695|P
Irish|1695|7 Will. 3 c. 17 [Ir]|Sunday Observance Act 1695|P
Irish|1781|21 & 22 Geo. 3 c. 11 [Ir]|Habeas Corpus Act 1781|P
Irish|1800|40 Geo. 3 c. 38 [Ir]|Act of Union (Ireland) 1800|P
`;
