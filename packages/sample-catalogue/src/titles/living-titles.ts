// What food, farming and health laws are about: under each family, R regulations, O orders, P finished wording with places, A Acts; a year ends a line that is younger.
export const livingTitles = `
# AGRICULTURE
R|Common Agricultural Policy Single Payment and Support Schemes|2004
R|Common Agricultural Policy (Cross Compliance)|2014
R|Agricultural Holdings (Units of Production)
R|Agriculture (Calculation of Value for Compensation)
R|Farm and Conservation Grant
R|Feeding Stuffs
R|Fertilisers
R|Hill Livestock (Compensatory Allowances)
R|Less Favoured Area Support Scheme|2001
R|Dairy Produce|1984
R|Organic Products|1992
R|Rural Development Programmes|2000
R|Eggs and Chicks
R|Beef Carcase (Classification)|1991
R|Milk and Dairies
O|Agricultural or Forestry Tractors (Type Approval)|1979
O|Agricultural Wages Committee
O|Potato Marketing Scheme (Approval)
O|Sugar Beet (Research and Education)
P|{place} Agricultural Show Ground (Compulsory Purchase) Order
A|Agriculture
A|Agricultural Holdings
A|Crofting Reform
A|Land Reform
# AGRICULTURE: Pesticides
R|Pesticides (Maximum Residue Levels in Crops, Food and Feeding Stuffs)|1988
R|Control of Pesticides|1986
R|Plant Protection Products|1995
R|Plant Protection Products (Sustainable Use)|2012
R|Plant Protection Products (Fees and Charges)|2011
R|Pesticides (Fees and Enforcement)|1986
R|Biocidal Products|2001
R|Sheep Dip (Licensing)|1985
# ANIMALS & ANIMAL HEALTH
R|Animal By-Products (Enforcement)|2003
R|Welfare of Farmed Animals|2000
R|Welfare of Animals (Transport)
R|Welfare of Animals at the Time of Killing|1995
R|Transmissible Spongiform Encephalopathies|2002
R|Cattle Identification|1998
R|Trade in Animals and Related Products|2011
R|Products of Animal Origin (Third Country Imports)|2002
R|Avian Influenza (Preventive Measures)|2005
R|Equine Identification|2018
R|Bluetongue|2003
R|Zoonoses (Monitoring)|2007
R|Veterinary Surgery (Exemptions)
R|Mutilations (Permitted Procedures)|2007
R|Microchipping of Dogs|2014
O|Foot-and-Mouth Disease
O|Tuberculosis
O|Brucellosis
O|Sheep Scab
O|Rabies (Importation of Dogs, Cats and Other Mammals)
O|Sheep and Goats (Records, Identification and Movement)|1996
O|Disease Control|2003
O|Diseases of Animals (Approved Disinfectants)
O|Aujeszky's Disease
P|Foot-and-Mouth Disease (Controlled Area) ({place}) Order
P|Avian Influenza ({place}) (Protection Zone) Order|2005
A|Diseases of Animals
A|Animal Health and Welfare
A|Welfare of Animals
A|Control of Dogs
# FISHERIES & FISHING
O|Sea Fishing (Enforcement of Community Quota Measures)|1983
O|Sea Fishing (Licences and Notices)
O|Sea Fish (Conservation) (Prohibited Methods)
O|Undersized {fish}
O|Shellfish (Specification of Molluscs)
O|Salmon (Definition of Methods of Net Fishing and Construction of Nets)
R|Sea Fishing (Satellite-Tracking Measures)|2000
R|Fishing Boats (Satellite-Tracking Devices)|2000
R|Aquatic Animal Health|2009
R|Diseases of Fish (Control)|1994
R|Eels|2009
R|Conservation of Salmon|2014
O|Registration of Fish Buyers and Sellers and Designation of Fish Auction Sites|2005
O|Fishing Vessels (Decommissioning) Scheme
P|{place} Fishery ({fish}) Order
P|Several Fishery ({place}) Order
P|Inshore Fishing (Prohibition of Fishing for {fish}) ({place}) Order
P|Sea Fish (Prohibited Methods) ({place}) Order
P|River {river} Salmon Fishery District (Baits and Lures) Regulations
P|{fish} (Minimum Size) Order
P|River {river} (Catch and Release of {fish}) Order
A|Aquaculture and Fisheries
A|Fisheries
A|Salmon and Freshwater Fisheries
# FOOD
R|Food Labelling
R|Food Hygiene
R|Food Additives
R|Food Safety (General Food Hygiene)|1995
R|Food Safety (Sampling and Qualifications)|1990
R|Food Information|2014
R|Official Feed and Food Controls|2005
R|Meat Products
R|Meat (Official Controls Charges)|2008
R|Fresh Meat (Hygiene and Inspection)|1992
R|Bread and Flour
R|Honey
R|Jam and Similar Products
R|Fruit Juices and Fruit Nectars
R|Cocoa and Chocolate Products
R|Natural Mineral Water, Spring Water and Bottled Drinking Water|1999
R|Materials and Articles in Contact with Food
R|Infant Formula and Follow-on Formula|1995
R|Contaminants in Food|1997
R|Colours in Food
R|Sweeteners in Food
R|Spreadable Fats|1995
R|Food Supplements|2003
R|Nutrition and Health Claims|2007
R|Condensed Milk and Dried Milk
R|Specified Sugar Products
R|Coffee Extracts and Chicory Extracts
R|Quick-frozen Foodstuffs|1990
R|Country of Origin of Certain Meats|2015
R|Food (Promotion and Placement)|2021
R|Wine
O|Welfare Food
O|Food Protection (Emergency Prohibitions) (Paralytic Shellfish Poisoning)|1990
O|Food Protection (Emergency Prohibitions) (Radioactivity in Sheep)|1986
A|Food and Drugs
A|Food Hygiene Rating
A|Good Food Nation|2018
# HEALTH: Coronavirus
R|Health Protection (Coronavirus, Restrictions)
R|Health Protection (Coronavirus, International Travel)
R|Health Protection (Coronavirus, Wearing of Face Coverings in a Relevant Place)
R|Health Protection (Coronavirus, Restrictions) (Self-Isolation)
R|Health Protection (Coronavirus, Restrictions) (Local Authority Enforcement Powers)
R|Health Protection (Coronavirus, Testing Requirements and Standards)
R|Health Protection (Coronavirus, Public Health Information for Persons Travelling)
R|Health Protection (Coronavirus, Business Premises and Collection of Contact Details)
R|Health Protection (Coronavirus) (Requirements)
R|Coronavirus (Retention of Fingerprints and DNA Profiles in the Interests of National Security)
R|Statutory Sick Pay (Coronavirus) (Suspension of Waiting Days)
R|Education (Coronavirus, Remote Education Information)
R|Care Homes (Visits) (Coronavirus)
R|Business Tenancies (Protection from Forfeiture: Relevant Period) (Coronavirus)
R|Direct Payments to Farmers (Coronavirus)
R|Local Authorities and Police and Crime Panels (Coronavirus) (Flexibility of Meetings)
R|Competition Act 1998 (Groceries) (Coronavirus) (Public Policy Exclusion)
O|Coronavirus (Delay in Expiry: Inquests, Courts and Tribunals, and Statutory Sick Pay)
P|Health Protection (Coronavirus, Restrictions) ({place}) Regulations
P|Health Protection (Coronavirus, Restrictions) ({place}) (Amendment) Regulations
# HEALTH: Drug & Medicine Safety
R|Misuse of Drugs
O|Misuse of Drugs (Designation)
O|Misuse of Drugs Act 1971 (Temporary Class Drug)|2011
R|Misuse of Drugs (Supply to Addicts)
R|Human Medicines|2012
R|Veterinary Medicines|2005
R|Medicines for Human Use (Clinical Trials)|2004
R|Medicines (Advertising)
R|Medicines (Labelling)
R|Medicines (Products for Human Use) (Fees)
O|Medicines (General Sale List)
O|Prescription Only Medicines (Human Use)
O|Medicines (Pharmacy and General Sale) (Exemption)
R|Medical Devices|1994
R|Blood Safety and Quality|2005
R|Controlled Drugs (Supervision of Management and Use)|2006
R|Health Service Medicines (Price Control Appeals)|2000
R|Controlled Drugs (Drug Precursors)|2008
R|Medicated Feedingstuffs
A|Medicines
# HEALTH: Patient Safety
R|National Health Service (General Medical Services Contracts)|2004
R|National Health Service (Pharmaceutical Services)
R|National Health Service (Charges for Drugs and Appliances)
R|National Health Service (General Dental Services)
R|National Health Service (Optical Charges and Payments)
R|National Health Service (Complaints)
R|Health and Social Care Act 2008 (Regulated Activities)|2009
R|Care Quality Commission (Registration)|2009
R|Human Tissue (Quality and Safety for Human Application)|2007
R|Mental Health (Hospital, Guardianship and Treatment)
R|Residential Care Homes
R|Adults with Incapacity (Supervision of Welfare Guardians)|2001
R|Social Services Complaints Procedure
R|Abortion
R|Independent Health Care|2002
O|General Medical Council (Constitution)
O|Nursing and Midwifery Council (Fitness to Practise Rules)|2003
P|{place} National Health Service Trust (Establishment) Order|1990
P|{place} Primary Care Trust (Establishment) Order|2000
P|{place} Health Board (Area and Membership) Order
A|Mental Health
A|Health and Social Care
A|Regulation of Care
A|Health Services
A|Apologies
# HEALTH: Public
R|Health Protection (Notification)|2010
R|Public Health (Infectious Diseases)
R|Public Health (Aircraft)
R|Public Health (Ships)
R|Smoke-free (Premises and Enforcement)|2006
R|Tobacco and Related Products|2016
R|Tobacco Products (Manufacture, Presentation and Sale) (Safety)|2002
R|Standardised Packaging of Tobacco Products|2015
R|Nicotine Inhaling Products (Age of Sale and Proxy Purchasing)|2015
R|National Health Service (Vaccine Damage Payments)|1979
R|Alcohol (Minimum Pricing)|2012
R|Swimming Pools (Water Treatment)
R|Local Authorities (Public Health Functions and Entry to Premises by Local Healthwatch Representatives)|2013
R|Health Promotion (Schools Nutrition)|2007
O|Public Health (Offensive Trades)
O|Fluoridation of Water Supplies
P|Port Health Authority ({port}) Order
P|{place} Crematorium Order
A|Public Health
A|Smoking, Health and Social Care
A|Smoking (Prohibition in Premises)
A|Burial and Cremation
A|Alcohol (Minimum Pricing)|2012
`;
