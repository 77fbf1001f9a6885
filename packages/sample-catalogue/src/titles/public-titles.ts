// What business, justice and local laws are about: under each family, R regulations, O orders, P finished wording with places, A Acts; a year ends a line that is younger.
export const publicTitles = `
# COMPANIES & BUSINESS
R|Companies (Forms)
R|Companies (Fees)
R|Companies and Limited Liability Partnerships (Accounts and Audit)|2008
R|Limited Liability Partnerships|2001
R|Insolvency (Fees)
R|Insolvency Practitioners
R|Register of Overseas Entities (Verification and Provision of Information)|2022
R|Large and Medium-sized Companies and Groups (Accounts and Reports)|2008
R|Company, Limited Liability Partnership and Business Names
R|Public Contracts|1991
R|Late Payment of Commercial Debts|1998
R|Insurance Companies
R|Credit Institutions (Reorganisation and Winding Up)|2004
O|Insolvency Proceedings (Monetary Limits)
O|Competition Act (Land Agreements Exclusion)|2000
O|Companies (Tables A to F)
# CRIME & POLICING
R|Police
R|Police (Conduct)|1999
R|Police (Promotion)
R|Police and Criminal Evidence Act 1984 (Codes of Practice)|1985
R|Criminal Records (Registration)|1999
R|Firearms
R|Private Security Industry (Licences)|2004
R|Closed-circuit Television (Authorised Use)
O|Proscribed Organisations (Name Change)|2001
O|Terrorism Act 2000 (Proscribed Organisations)|2001
O|Criminal Justice (Specified Class A Drugs)|2001
P|{place} Police Area (Amalgamation) Order
P|Alcohol Consumption in Public Places ({place}) Order|2001
A|Police
A|Criminal Justice
A|Justice
A|Firearms
A|Hate Crime and Public Order
A|Domestic Abuse
# DATA PROTECTION
R|Data Protection (Charges and Information)|1998
O|Data Protection (Processing of Sensitive Personal Data)|1998
R|Privacy and Electronic Communications (EC Directive)|2003
R|Data Protection (Subject Access) (Fees and Miscellaneous Provisions)|1987
R|Freedom of Information and Data Protection (Appropriate Limit and Fees)|2004
R|Network and Information Systems|2018
R|Re-use of Public Sector Information|2005
O|Freedom of Information (Additional Public Authorities)|2002
R|Data Retention (EC Directive)|2007
# EDUCATION
R|Education (Student Support)|1998
R|Education (School Performance Information)|1992
R|Education (Pupil Registration)
R|Education (Teachers' Qualifications)
R|Education (Mandatory Awards)
R|Education (Individual Pupil Information)|1997
R|School Governance (Constitution)|2003
R|School Admissions (Admission Arrangements)|1999
R|Special Educational Needs|1994
R|Early Years Foundation Stage (Exemptions)|2008
R|Education (Fees and Awards)|1983
R|Independent Schools (Registration)
R|Students' Allowances
R|Further Education Corporations
R|Nutritional Requirements for School Lunches|2001
O|Education (National Curriculum) (Assessment Arrangements)|1989
P|{place} College (Incorporation) Order|1990
P|{place} College of Further Education (Dissolution) Order|1992
P|{place} Education Action Zone Order|1998
P|{place} School (Change to School Session Times) Order|1999
A|Education
A|Additional Learning Needs
A|Further and Higher Education
A|Schools
A|Standards in Schools
# EQUALITY & HUMAN RIGHTS
R|Equality Act 2010 (Specific Duties)|2010
R|Equality Act (Sexual Orientation)|2007
R|Sex Discrimination (Gender Reassignment)|1999
R|Disability Discrimination (Meaning of Disability)|1996
R|Disability Discrimination (Providers of Services) (Adjustment of Premises)|1999
R|Race Relations (Complaints to Industrial Tribunals)|1976
R|Rail Vehicle Accessibility|1998
R|Public Service Vehicles Accessibility|2000
O|Disability Rights Commission Act (Time Limits)|1999
O|Human Rights Act 1998 (Remedial)|2001
O|Gender Recognition (Approved Countries and Territories)|2005
A|Disability Discrimination
A|Gender Representation on Public Boards
A|Fair Employment
# FINANCE & TAXATION
R|Income Tax (Pay As You Earn)
R|Income Tax (Construction Industry Scheme)
R|Value Added Tax
O|Value Added Tax (Reduced Rate)
O|Value Added Tax (Special Provisions)
R|Stamp Duty Land Tax (Administration)|2003
R|Individual Savings Account|1998
R|Customs Duties (Goods of Chargeable Equivalent)
R|Customs (Import Duty)|2018
R|Money Laundering|1993
O|Financial Services and Markets Act 2000 (Regulated Activities)|2001
R|Corporation Tax (Instalment Payments)|1998
R|Building Societies (Accounts and Related Provisions)
R|Council Tax (Administration and Enforcement)|1992
R|Non-Domestic Rating (Collection and Enforcement)|1989
R|Friendly Societies
R|Hydrocarbon Oil Duties (Reliefs for Electricity Generation)|2005
O|Double Taxation Relief (Taxes on Income) ({country})
O|Import Duties (General)
O|Capital Gains Tax (Annual Exempt Amount)|1982
A|Budget
A|Land and Buildings Transaction Tax
A|Finance
A|Rates
# HOUSING
R|Homelessness (Suitability of Accommodation)|2003
R|Houses in Multiple Occupation (Management)
R|Selective Licensing of Houses|2006
R|Housing Renewal Grants|1996
R|Private Landlord Registration|2005
R|Assured Tenancies and Agricultural Occupancies (Forms)|1988
R|Rent Officers (Housing Benefit Functions)|1989
R|Housing (Right to Buy) (Prescribed Forms)|1980
R|Secure Tenancies (Notices)|1980
R|Mobile Homes (Written Statement)|1983
R|Renting Homes (Model Written Statements of Contract)|2020
R|Tenancy Deposit Schemes|2007
R|Rent Restriction
O|Housing (Right to Buy) (Limit on Discount)|1989
O|Home Purchase Assistance (Price Limits)
P|{place} (Housing Renewal Area) Order
P|Housing (Right of First Refusal) ({place}) Order|2005
P|Housing (Right to Buy) (Designated Rural Areas) ({place}) Order|1981
A|Housing
A|Housing Support and Homelessness
A|Private Tenancies
A|Renting Homes
A|Rent Restriction
# JUSTICE & COURTS
R|Civil Legal Aid (Financial Resources)
R|Criminal Legal Aid (Remuneration)
R|Civil Legal Aid (Fees)
O|Civil Procedure (Rules Amendment)|1999
O|County Court Fees
O|Magistrates' Courts Fees
O|Supreme Court Fees
O|Family Proceedings Fees
O|Tribunals (Transfer of Functions)|2008
R|Coroners (Investigations)|2013
R|Prison and Young Offenders Institutions
R|Damages-Based Agreements|2010
O|Justices' Allowances
P|{place} County Court District Order
P|{place} Petty Sessions Areas Order
P|Commission Areas ({place}) Order
A|Courts Reform
A|Legal Aid and Coroners' Courts
A|Justice
A|Judiciary and Courts
A|Succession
# LOCAL GOVERNMENT
R|Local Authorities (Capital Finance and Accounting)|2003
R|Local Authorities (Members' Allowances)
R|Local Government (Best Value) Performance Indicators|1999
R|Local Government (Access to Information)|1985
R|Accounts and Audit
R|Local Authorities (Executive Arrangements) (Meetings and Access to Information)|2000
R|Local Government Finance
O|Local Authorities (Goods and Services) (Public Bodies)
O|Rate Support Grant
P|{place} (Electoral Changes) Order
P|{place} (Parishes) Order
P|{place} (Structural Changes) Order|1994
P|{place} Combined Authority Order|2010
P|{place} and {place} (Boundaries) Order
A|Local Government
A|Local Governance
A|Local Government and Elections
A|Community Empowerment
# PUBLIC: Consumer / Product Safety
R|Toys (Safety)
R|General Product Safety|1994
R|Cosmetic Products (Safety)
R|Consumer Protection from Unfair Trading|2008
R|Consumer Contracts (Information, Cancellation and Additional Charges)|2013
R|Package Travel, Package Holidays and Package Tours|1992
R|Furniture and Furnishings (Fire) (Safety)|1980
R|Textile Products (Indications of Fibre Content)
R|Consumer Credit (Advertisements)
R|Consumer Credit (Exempt Agreements)
R|Weights and Measures (Packaged Goods)
R|Measuring Instruments (Automatic Rail-weighbridges)|2003
R|Price Marking
R|Unfair Terms in Consumer Contracts|1994
R|Pushchairs (Safety)
R|Nightwear (Safety)
R|Machinery (Safety)|1992
R|Gas Catalytic Heaters (Safety)|1983
R|Crystal Glass (Descriptions)
R|Footwear (Indication of Composition) Labelling|1995
O|Weights and Measures (Intoxicating Liquor)
O|Consumer Transactions (Restrictions on Statements)
A|Weights and Measures
A|Consumer Protection
`;
